public import Wire

/// A workspace, which contains keys, people and systems.
public struct Workspace: Record, Answer {
  public static let name = "workspace"

  public var workspaceID: ID<Workspace>
  public var name: String
  public var connectPartnerName: Nullable<String>
  public var customization = WebviewCustomization()
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

  public mutating func describe(_ field: inout some Field) {
    var companyName = connectPartnerName.optional ?? name
    field("workspace_id", &workspaceID, "ID of the workspace.")
    field("name", &name, "Name of the workspace.")
    field("company_name", &companyName, "Deprecated: use `connect_partner_name`.")
    field("connect_partner_name", &connectPartnerName, "Name shown to visitors who connect an account.")
    field("connect_webview_customization", &customization, "Appearance of the page on which an account is connected.")
    field("is_sandbox", &isSandbox, "Whether the workspace is a sandbox, whose clock can be set.")
    field("is_suspended", &isSuspended, "Whether the workspace is suspended.")
    field(
      "is_publishable_key_auth_enabled", &isPublishableKeyAuthEnabled, "Whether the workspace accepts publishable keys."
    )
    field("organization_id", &organizationID, "The organization of the workspace.")
  }
}
