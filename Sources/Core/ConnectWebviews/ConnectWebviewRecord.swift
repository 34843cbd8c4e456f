import API
import Wire

/// A connect webview as it is remembered, and how far its visitor has come.
public struct ConnectWebviewRecord: Hashable, Sendable {
  /// How long a webview can be used, by the clock of the workspace.
  public static let life = Duration.seconds(86_400)

  public var id: ID<ConnectWebview>
  public var workspaceID: ID<Workspace>
  public var sequence: Int
  public var createdAt: Instant
  /// The secret of the page's address, sealed.
  public var sealedToken: [UInt8]
  public var wishes: Wishes
  public var progress = Progress()

  /// What the integrator asked for.
  public struct Wishes: Hashable, Sendable {
    public var acceptedProviders: [String] = []
    public var isAnyProviderAllowed = false
    public var acceptedCapabilities: [String] = []
    public var customMetadata: [String: JSON] = [:]
    public var customRedirectURL: String?
    public var customRedirectFailureURL: String?
    public var customerKey: String?
    public var automaticallyManagesNewDevices = true
    public var waitsForDeviceCreation = false
    public var deviceSelectionMode = ConnectWebview.DeviceSelectionMode.none
    public init() {}
  }

  /// How far the visitor has come.
  public struct Progress: Hashable, Sendable {
    public var step = Step.introduction
    public var provider: String?
    /// The administrator's leave, sealed; gone once the account is connected.
    public var sealedAccess: [UInt8]?
    /// A sign-in at the provider's own page that was begun, sealed; gone once its visitor comes back.
    public var sealedAuthorization: [UInt8]?
    /// What is known of the browser that signed in: nobody else goes on from there.
    public var browserHash: String?
    /// What is known of the ticket that opens the page in a window of its own, once.
    public var ticketHash: String?
    public var chosenSites: [String] = []
    public var accountID: ID<ConnectedAccount>?
    public var authorizedAt: Instant?
    /// Why it came to nothing.
    public var failure: String?
    public init() {}
  }

  public enum Step: String, Hashable, Sendable {
    case introduction
    case signIn = "sign_in"
    case sites, confirmation, connected, failed
  }

  public init(
    id: ID<ConnectWebview>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant, sealedToken: [UInt8],
    wishes: Wishes
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.sealedToken = sealedToken
    self.wishes = wishes
  }

  /// What the sealed token, access and authorization are bound to.
  public var tokenPlace: String { "connect_webview/\(workspaceID)/\(id)/token" }
  public var accessPlace: String { "connect_webview/\(workspaceID)/\(id)/access" }
  public var authorizationPlace: String { "connect_webview/\(workspaceID)/\(id)/authorization" }

  /// Whether nobody can go on with it.
  public func isExpired(at now: Instant) -> Bool { progress.step != .connected && now >= createdAt + Self.life }

  /// The answer of the API.
  public func resource(url: String) -> ConnectWebview {
    var resource = ConnectWebview(
      connectWebviewID: id, workspaceID: workspaceID, createdAt: createdAt, url: url)
    switch progress.step {
    case .connected: resource.status = .known(.authorized)
    case .failed: resource.status = .known(.failed)
    default: resource.status = .known(.pending)
    }
    resource.loginSuccessful = progress.step == .connected
    resource.authorizedAt = Nullable(progress.authorizedAt)
    resource.connectedAccountID = Nullable(progress.accountID)
    resource.selectedProvider = Nullable(progress.provider)
    resource.acceptedProviders = wishes.acceptedProviders
    resource.anyProviderAllowed = wishes.isAnyProviderAllowed
    resource.acceptedCapabilities = wishes.acceptedCapabilities.map { text in
      ConnectedAccount.Capability(rawValue: text).map { .known($0) } ?? .unknown(text)
    }
    resource.customMetadata = Metadata(wishes.customMetadata)
    resource.customRedirectURL = Nullable(wishes.customRedirectURL)
    resource.customRedirectFailureURL = Nullable(wishes.customRedirectFailureURL)
    resource.customerKey = wishes.customerKey
    resource.automaticallyManageNewDevices = wishes.automaticallyManagesNewDevices
    resource.waitForDeviceCreation = wishes.waitsForDeviceCreation
    resource.deviceSelectionMode = .known(wishes.deviceSelectionMode)
    return resource
  }
}
