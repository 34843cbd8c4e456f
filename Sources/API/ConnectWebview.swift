public import Wire

/// A web page on which a visitor connects an account.
public struct ConnectWebview: Record, Answer {
  public static let name = "connect_webview"

  public enum Status: String, Choice { case pending, failed, authorized }
  public enum DeviceSelectionMode: String, Choice { case none, single, multiple }

  public var connectWebviewID: ID<ConnectWebview>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var url: String
  public var status = Extensible<Status>.known(.pending)
  public var loginSuccessful = false
  public var authorizedAt = Nullable<Instant>.null
  public var connectedAccountID = Nullable<ID<ConnectedAccount>>.null
  public var selectedProvider = Nullable<String>.null
  public var acceptedProviders: [String] = []
  public var anyProviderAllowed = false
  public var acceptedCapabilities: [Extensible<ConnectedAccount.Capability>] = []
  public var customMetadata = Metadata()
  public var customRedirectURL = Nullable<String>.null
  public var customRedirectFailureURL = Nullable<String>.null
  public var customerKey: String?
  public var automaticallyManageNewDevices = true
  public var waitForDeviceCreation = false
  public var deviceSelectionMode = Extensible<DeviceSelectionMode>.known(.none)

  public init(connectWebviewID: ID<ConnectWebview>, workspaceID: ID<Workspace>, createdAt: Instant, url: String) {
    self.connectWebviewID = connectWebviewID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.url = url
  }
  public static let blank = ConnectWebview(
    connectWebviewID: .blank, workspaceID: .blank, createdAt: .blank, url: "")

  public mutating func describe(_ field: inout some Field) {
    var (devices, anyDevice) = ([String](), anyProviderAllowed)
    field("connect_webview_id", &connectWebviewID, "ID of the webview.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("url", &url, "URL of the page. Anyone with the URL can connect an account.", .url)
    field("status", &status, "Status of the webview: whether an account was connected.")
    field("login_successful", &loginSuccessful, "Whether the sign-in was successful.")
    field("authorized_at", &authorizedAt, "When the account was connected.")
    field("connected_account_id", &connectedAccountID, "The account that was connected.")
    field("selected_provider", &selectedProvider, "The provider that was chosen.")
    field("accepted_providers", &acceptedProviders, "The providers that the visitor can choose from.")
    field("any_provider_allowed", &anyProviderAllowed, "Whether the visitor can choose any provider.")
    field("accepted_devices", &devices, "Deprecated: always empty.")
    field("any_device_allowed", &anyDevice, "Deprecated: use `any_provider_allowed`.")
    field("accepted_capabilities", &acceptedCapabilities, "The capabilities to use the account for.")
    field("custom_metadata", &customMetadata, "Your own metadata. It is copied to the connected account.")
    field("custom_redirect_url", &customRedirectURL, "URL to redirect the visitor to after a success.", .url)
    field(
      "custom_redirect_failure_url", &customRedirectFailureURL, "URL to redirect the visitor to after a failure.", .url)
    field("customer_key", &customerKey, "The customer that the account will belong to.")
    field(
      "automatically_manage_new_devices", &automaticallyManageNewDevices,
      "Whether new devices of the account are added automatically.")
    field("wait_for_device_creation", &waitForDeviceCreation, "Whether the page waits for the first import.")
    field("device_selection_mode", &deviceSelectionMode, "Not used.")
  }
}

extension ConnectWebview: CustomStringConvertible, CustomReflectable {
  public var description: String { "ConnectWebview(\(connectWebviewID))" }
  /// Never prints the URL, since it contains the visitor's token.
  public var customMirror: Mirror { Mirror(self, children: ["connectWebviewID": connectWebviewID]) }
}
