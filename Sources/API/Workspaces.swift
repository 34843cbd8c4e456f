import Wire

/// What keys, people and systems belong to.
public struct Workspace: Record, Answer {
  public static let name = "workspace"

  public struct WebviewCustomization: Record, Hashable {
    public static let name = "connect_webview_customization"
    public init() {}
    public static let blank = WebviewCustomization()
    public mutating func describe(_ field: Field) {}
  }

  public var workspaceID: ID<Workspace>
  public var name: String
  public var connectPartnerName: Nullable<String>
  public var isSandbox: Bool
  public var isSuspended = false
  public var isPublishableKeyAuthEnabled = false
  public var organizationID = Nullable<String>.null

  public init(workspaceID: ID<Workspace>, name: String, isSandbox: Bool) {
    self.workspaceID = workspaceID
    self.name = name
    connectPartnerName = .value(name)
    self.isSandbox = isSandbox
  }
  public static let blank = Workspace(workspaceID: .blank, name: "", isSandbox: false)

  public mutating func describe(_ field: Field) {
    var companyName = name
    var customization = WebviewCustomization()
    field("workspace_id", &workspaceID, "ID of the workspace.")
    field("name", &name, "Name of the workspace.")
    field("company_name", &companyName, "Deprecated name of `connect_partner_name`.")
    field("connect_partner_name", &connectPartnerName, "The name that people see when they connect an account.")
    field("connect_webview_customization", &customization, "How the page to connect an account looks.")
    field("is_sandbox", &isSandbox, "Whether it is for trying things out: its clock can be set.")
    field("is_suspended", &isSuspended, "Whether it is out of use.")
    field("is_publishable_key_auth_enabled", &isPublishableKeyAuthEnabled, "Whether its publishable key is taken.")
    field("organization_id", &organizationID, "The organization it belongs to.")
  }
}

/// The operations on workspaces.
public enum Workspaces {
  public struct Get: Request {
    public typealias Response = Workspace
    public static let operation = Operation(
      "/workspaces/get", .read, by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly],
      returns: "workspace", title: "Get the workspace", doc: "Returns the workspace of the caller.")
    public init() {}
    public mutating func describe(_ field: Field) {}
  }

  public struct List: Request {
    public typealias Response = [Workspace]
    public static let operation = Operation(
      "/workspaces/list", .read, by: [.workspace, .clientSession], returns: "workspaces", title: "List workspaces",
      doc: "Returns the workspaces that the caller may use.")
    public init() {}
    public mutating func describe(_ field: Field) {}
  }
}
