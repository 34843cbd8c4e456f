package import API
package import Wire

/// A stored connect webview with its visitor's progress.
package struct ConnectWebviewRecord: Hashable, Sendable {
  /// The lifetime of a webview, by the clock of the workspace.
  package static let life = Duration.seconds(86_400)

  package var id: ID<ConnectWebview>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var createdAt: Instant
  /// The sealed secret of the page's URL.
  package var sealedToken: [UInt8]
  package var wishes: Wishes
  package var progress = Progress()

  /// The parameters of its creation.
  package struct Wishes: Hashable, Sendable {
    package var acceptedProviders: [String] = []
    package var isAnyProviderAllowed = false
    package var acceptedCapabilities: [String] = []
    package var customMetadata: [String: JSON] = [:]
    package var customRedirectURL: String?
    package var customRedirectFailureURL: String?
    package var customerKey: String?
    package var automaticallyManagesNewDevices = true
    package var waitsForDeviceCreation = false
    package var deviceSelectionMode = ConnectWebview.DeviceSelectionMode.none
    package init() {}
  }

  /// The visitor's progress.
  package struct Progress: Hashable, Sendable {
    package var step = Step.introduction
    package var provider: String?
    /// The administrator's sealed authorization. Nil once the account is connected.
    package var sealedAccess: [UInt8]?
    /// The sealed pending sign-in at the provider's own page. Nil once the visitor has returned.
    package var sealedAuthorization: [UInt8]?
    /// The mark of the browser that signed in. No other browser can continue.
    package var browserHash: String?
    /// The hash of the ticket that opens the page in its own window, once.
    package var ticketHash: String?
    package var chosenSites: [String] = []
    package var accountID: ID<ConnectedAccount>?
    package var authorizedAt: Instant?
    /// Why it failed.
    package var failure: String?
    package init() {}
  }

  package enum Step: String, Hashable, Sendable {
    case introduction
    case signIn = "sign_in"
    case sites, confirmation, connected, failed
  }

  package init(
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

  /// The context that the sealed token, access and authorization are bound to.
  package var tokenPlace: String { "connect_webview/\(workspaceID)/\(id)/token" }
  package var accessPlace: String { "connect_webview/\(workspaceID)/\(id)/access" }
  package var authorizationPlace: String { "connect_webview/\(workspaceID)/\(id)/authorization" }

  /// Whether it can no longer be used.
  package func isExpired(at now: Instant) -> Bool { progress.step != .connected && now >= createdAt + Self.life }

  /// The API resource.
  package func resource(url: String) -> ConnectWebview {
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
