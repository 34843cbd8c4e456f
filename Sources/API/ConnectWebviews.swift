import Wire

/// A page on which somebody connects an account of theirs.
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

  public mutating func describe(_ field: Field) {
    var (devices, anyDevice) = ([String](), anyProviderAllowed)
    field("connect_webview_id", &connectWebviewID, "ID of the webview.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("url", &url, "Address of the page. Whoever has it can connect an account.", .url)
    field("status", &status, "Whether somebody has connected an account.")
    field("login_successful", &loginSuccessful, "Whether the sign-in was successful.")
    field("authorized_at", &authorizedAt, "When the account was connected.")
    field("connected_account_id", &connectedAccountID, "The account that was connected.")
    field("selected_provider", &selectedProvider, "The provider that was chosen.")
    field("accepted_providers", &acceptedProviders, "The providers to choose from.")
    field("any_provider_allowed", &anyProviderAllowed, "Whether all providers may be chosen.")
    field("accepted_devices", &devices, "Deprecated: always empty.")
    field("any_device_allowed", &anyDevice, "Deprecated form of `any_provider_allowed`.")
    field("accepted_capabilities", &acceptedCapabilities, "What the account is to be used for.")
    field("custom_metadata", &customMetadata, "Your own notes; the account gets them too.")
    field("custom_redirect_url", &customRedirectURL, "Where the visitor goes on to.", .url)
    field(
      "custom_redirect_failure_url", &customRedirectFailureURL, "Where the visitor goes on to after a failure.", .url)
    field("customer_key", &customerKey, "The customer to whom the account will belong.")
    field("automatically_manage_new_devices", &automaticallyManageNewDevices, "Whether what appears there is taken in.")
    field("wait_for_device_creation", &waitForDeviceCreation, "Whether the page waits for the first import.")
    field("device_selection_mode", &deviceSelectionMode, "Not used.")
  }
}

extension ConnectWebview: CustomStringConvertible, CustomReflectable {
  public var description: String { "ConnectWebview(\(connectWebviewID))" }
  /// Shows no address, whoever looks: it has the visitor's token in it.
  public var customMirror: Mirror { Mirror(self, children: ["connectWebviewID": connectWebviewID]) }
}

/// The operations on connect webviews.
public enum ConnectWebviews {
  public struct Create: Request {
    public typealias Response = ConnectWebview
    public static let operation = Operation(
      "/connect_webviews/create", .create, by: [.workspace, .clientSession, .customerSession],
      returns: "connect_webview", title: "Create a connect webview",
      doc: "Makes a page on which somebody connects an account of theirs. It can be used for a day.")
    public var acceptedCapabilities: [ConnectedAccount.Capability]?
    public var acceptedProviders: [DeviceProvider]?
    public var automaticallyManageNewDevices: Bool?
    public var customMetadata: Notes?
    public var customRedirectFailureURL: String?
    public var customRedirectURL: String?
    public var customerKey: String?
    public var deviceSelectionMode: ConnectWebview.DeviceSelectionMode?
    public var excludedProviders: [String]?
    public var providerCategory: DeviceProvider.Category?
    public var waitForDeviceCreation = false
    public init() {}
    public mutating func describe(_ field: Field) {
      field("accepted_capabilities", &acceptedCapabilities, "What the account is to be used for.")
      field("accepted_providers", &acceptedProviders, "The providers to choose from.")
      field("automatically_manage_new_devices", &automaticallyManageNewDevices, "Whether what appears is taken in.")
      field("custom_metadata", &customMetadata, "Your own notes: at most 50, with names of at most 40 characters.")
      field("custom_redirect_failure_url", &customRedirectFailureURL, "Where the visitor goes on to after a failure.")
      field("custom_redirect_url", &customRedirectURL, "Where the visitor goes on to.")
      field("customer_key", &customerKey, "The customer to whom the account will belong.", .minLength(1))
      field("device_selection_mode", &deviceSelectionMode, "Not used.")
      field("excluded_providers", &excludedProviders, "Providers that cannot be chosen.")
      field("provider_category", &providerCategory, "Only providers of this category.")
      field(
        standard: "wait_for_device_creation", &waitForDeviceCreation, "Whether the page waits for the first import.")
    }
  }

  public struct Get: Request {
    public typealias Response = ConnectWebview
    public static let operation = Operation(
      "/connect_webviews/get", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], returns: "connect_webview",
      title: "Get a connect webview", doc: "Returns one webview.")
    public var connectWebviewID = ID<ConnectWebview>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("connect_webview_id", &connectWebviewID, "The webview.") }
  }

  public struct List: Request {
    public typealias Response = Page<ConnectWebview>
    public static let operation = Operation(
      "/connect_webviews/list", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], returns: "connect_webviews",
      title: "List connect webviews", doc: "Returns the webviews of the workspace.")
    public var customMetadataHas: NotesFilter?
    public var customerKey: String?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field(filter: "custom_metadata_has", &customMetadataHas, "Only webviews whose notes hold these.")
      field(filter: "customer_key", &customerKey, "Only webviews of this customer.")
      field(standard: "limit", &limit, "How many webviews a page holds at most.", .positive)
      field("page_cursor", &pageCursor, "Where the page begins: `next_page_cursor` of the page before.")
      field(filter: "search", &search, "Only webviews with this text in their ID, providers, notes or customer.")
      field(filter: "user_identifier_key", &userIdentifierKey, "Only webviews of the session with this key.")
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connect_webviews/delete", .delete, by: .workspace, title: "Delete a connect webview",
      doc: "Its page stops working; an account that was connected through it stays.")
    public var connectWebviewID = ID<ConnectWebview>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("connect_webview_id", &connectWebviewID, "The webview.") }
  }
}
