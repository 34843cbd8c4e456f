public import Wire

/// The operations on connect webviews.
public enum ConnectWebviews {
  public struct Create: Request {
    public typealias Response = ConnectWebview
    public static let operation = Operation(
      "/connect_webviews/create", .create, by: [.workspace, .clientSession, .customerSession],
      returns: "connect_webview", title: "Create a connect webview",
      doc: "Creates a web page on which a visitor connects an account. The page expires after 24 hours.")
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
    public mutating func describe(_ field: inout some Field) {
      field("accepted_capabilities", &acceptedCapabilities, "The capabilities to use the account for.")
      field("accepted_providers", &acceptedProviders, "The providers that the visitor can choose from.")
      field(
        "automatically_manage_new_devices", &automaticallyManageNewDevices,
        "Whether new devices of the account are added automatically.")
      field("custom_metadata", &customMetadata, "Your own metadata: at most 50 keys of at most 40 characters.")
      field("custom_redirect_failure_url", &customRedirectFailureURL, "URL to redirect the visitor to after a failure.")
      field("custom_redirect_url", &customRedirectURL, "URL to redirect the visitor to after a success.")
      field("customer_key", &customerKey, "The customer that the account will belong to.", .minLength(1))
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
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], role: .administrator,
      returns: "connect_webview",
      title: "Get a connect webview", doc: "Returns one webview.")
    public var connectWebviewID = ID<ConnectWebview>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connect_webview_id", &connectWebviewID, "The webview.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<ConnectWebview>
    public static let operation = Operation(
      "/connect_webviews/list", .read,
      by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly], role: .administrator,
      returns: "connect_webviews",
      title: "List connect webviews", doc: "Returns the webviews of the workspace.")
    public var customMetadataHas: NotesFilter?
    public var customerKey: String?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        filter: "custom_metadata_has", &customMetadataHas, "Only webviews whose custom metadata contains these pairs.")
      field(filter: "customer_key", &customerKey, "Only webviews of this customer.")
      field(standard: "limit", &limit, "Maximum number of webviews per page.", .positiveNumber)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(
        filter: "search", &search, "Only webviews whose ID, providers, custom metadata or customer contain this text.")
      field(filter: "user_identifier_key", &userIdentifierKey, "Only webviews of the session with this key.")
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/connect_webviews/delete", .delete, by: .workspace, title: "Delete a connect webview",
      doc: "Deletes the webview and its page. An account that was connected through it stays connected.")
    public var connectWebviewID = ID<ConnectWebview>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connect_webview_id", &connectWebviewID, "The webview.")
    }
  }
}
