import API
import Wire

/// A client of the Seam API: of a Latchkey server, or of the hosted service.
///
///     let seam = Seam(apiKey: "seam_…", endpoint: "https://keys.example.com")
///     let jane = try await seam.userIdentities.create(emailAddress: "jane@example.com")
///
/// Its operations are grouped as the API's paths are. Every one throws ``SeamError``, or `CancellationError` once its
/// task is cancelled. A token of the wrong kind, or settings that contradict each other, are found before anything is
/// sent: then every operation throws ``SeamError/invalidToken(_:)`` or ``SeamError/invalidOptions(_:)``.
public struct Seam: Sendable {
  /// Where the API is, without a slash at the end.
  public let endpoint: String
  public let configuration: Configuration
  let credentials: Credentials.Checked

  /// Acts for a workspace, with one of its API keys.
  public init(apiKey: String, endpoint: String? = nil, configuration: Configuration = Configuration()) {
    self.init(Credentials.apiKey(apiKey), endpoint, configuration)
  }

  /// Acts for an operator in one workspace, or, without one, lists and makes workspaces.
  public init(
    personalAccessToken: String, workspaceID: ID<Workspace>?, endpoint: String? = nil,
    configuration: Configuration = Configuration()
  ) {
    self.init(
      Credentials.personalAccessToken(personalAccessToken, workspaceID: workspaceID), endpoint, configuration)
  }

  /// Acts for a user of an app, within a client session.
  public init(clientSessionToken: String, endpoint: String? = nil, configuration: Configuration = Configuration()) {
    self.init(Credentials.clientSessionToken(clientSessionToken), endpoint, configuration)
  }

  /// Takes what it needs from the environment: `SEAM_API_KEY`, or `SEAM_PERSONAL_ACCESS_TOKEN` with
  /// `SEAM_WORKSPACE_ID`, or `SEAM_CLIENT_SESSION_TOKEN`; and `SEAM_ENDPOINT`.
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

  /// Where the hosted service is.
  public static let hostedEndpoint = "https://connect.getseam.com"
  /// What the client calls itself in `seam-sdk-name` and `seam-sdk-version`.
  public static let name = "latchkey/swift"
  public static let version = programVersion
}

extension Seam: CustomStringConvertible, CustomReflectable {
  public var description: String { "Seam(\(endpoint))" }
  /// Never prints the token.
  public var customMirror: Mirror { Mirror(self, children: ["endpoint": endpoint]) }
}
