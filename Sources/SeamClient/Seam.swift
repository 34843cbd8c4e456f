import API
import Wire

/// A client of the Seam API, for a Latchkey server or the hosted service.
///
///     let seam = Seam(apiKey: "seam_…", endpoint: "https://keys.example.com")
///     let jane = try await seam.userIdentities.create(emailAddress: "jane@example.com")
///
/// Its operations are grouped like the API's paths. Every operation throws ``SeamError``, or `CancellationError` once
/// its task is canceled. If the token has the wrong kind, or if settings contradict each other, nothing is sent: every
/// operation throws ``SeamError/invalidToken(_:)`` or ``SeamError/invalidOptions(_:)``.
public struct Seam: Sendable {
  /// The base address of the API, without a trailing slash.
  public let endpoint: String
  public let configuration: Configuration
  let credentials: Credentials.Checked

  /// Authenticates with an API key of a workspace.
  public init(apiKey: String, endpoint: String? = nil, configuration: Configuration = Configuration()) {
    self.init(Credentials.apiKey(apiKey), endpoint, configuration)
  }

  /// Authenticates as an operator in one workspace. Without a workspace, it can list and create workspaces.
  public init(
    personalAccessToken: String, workspaceID: ID<Workspace>?, endpoint: String? = nil,
    configuration: Configuration = Configuration()
  ) {
    self.init(
      Credentials.personalAccessToken(personalAccessToken, workspaceID: workspaceID), endpoint, configuration)
  }

  /// Authenticates as a user of an app, with a client session.
  public init(clientSessionToken: String, endpoint: String? = nil, configuration: Configuration = Configuration()) {
    self.init(Credentials.clientSessionToken(clientSessionToken), endpoint, configuration)
  }

  /// Reads the environment: `SEAM_API_KEY`, or `SEAM_PERSONAL_ACCESS_TOKEN` with `SEAM_WORKSPACE_ID`, or
  /// `SEAM_CLIENT_SESSION_TOKEN`; and `SEAM_ENDPOINT`.
  public init(endpoint: String? = nil, configuration: Configuration = Configuration()) {
    self.init(environment: .process, endpoint: endpoint, configuration: configuration)
  }

  init(environment: Environment, endpoint: String?, configuration: Configuration) {
    self.init(Credentials.environment(environment), endpoint, configuration, environment)
  }

  private init(
    _ credentials: Credentials.Checked, _ endpoint: String?, _ configuration: Configuration,
    _ environment: Environment = .process
  ) {
    var endpoint = endpoint ?? environment["SEAM_ENDPOINT"] ?? environment["SEAM_API_URL"] ?? Self.hostedEndpoint
    while endpoint.hasSuffix("/") { endpoint.removeLast() }
    self.endpoint = endpoint
    self.configuration = configuration
    self.credentials =
      WebAddress(endpoint) == nil
      ? .failure(
        .invalidOptions("The endpoint must start with https:// or http:// and have a host and an optional port"))
      : credentials
  }

  /// The address of the hosted service.
  public static let hostedEndpoint = "https://connect.getseam.com"
  /// The client's name in `seam-sdk-name`.
  public static let name = "latchkey/swift"
  public static let version = programVersion
}

extension Seam: CustomStringConvertible, CustomReflectable {
  public var description: String { "Seam(\(endpoint))" }
  /// Never prints the token.
  public var customMirror: Mirror { Mirror(self, children: ["endpoint": endpoint]) }
}
