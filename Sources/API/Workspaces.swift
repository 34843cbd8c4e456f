import Wire

/// What keys, people and systems belong to.
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

  public mutating func describe(_ field: Field) {
    var companyName = connectPartnerName.optional ?? name
    field("workspace_id", &workspaceID, "ID of the workspace.")
    field("name", &name, "Name of the workspace.")
    field("company_name", &companyName, "Deprecated name of `connect_partner_name`.")
    field("connect_partner_name", &connectPartnerName, "The name that people see when they connect an account.")
    field("connect_webview_customization", &customization, "How the page to connect an account looks.")
    field("is_sandbox", &isSandbox, "Whether it is for trying things out: its clock can be set.")
    field("is_suspended", &isSuspended, "Whether it is out of use.")
    field("is_publishable_key_auth_enabled", &isPublishableKeyAuthEnabled, "Whether its publishable keys are taken.")
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
      "/workspaces/list", .read, by: [.workspace, .clientSession, .tokenWithoutWorkspace], returns: "workspaces",
      title: "List workspaces", doc: "Returns the workspaces that the caller may use.")
    public init() {}
    public mutating func describe(_ field: Field) {}
  }

  public struct Create: Request {
    public typealias Response = Workspace
    public static let operation = Operation(
      "/workspaces/create", .create, by: [.personalAccessToken, .consoleSession, .tokenWithoutWorkspace],
      returns: "workspace", title: "Create a workspace",
      doc: "Makes a workspace of the operator whose personal access token calls; an API key belongs to one already.")
    public var name = ""
    public var connectPartnerName: Nullable<String>?
    public var companyName: String?
    public var isSandbox = false
    public var connectWebviewCustomization: WebviewCustomizationChange?
    public var organizationID: String?
    public var logoShape: WebviewCustomization.LogoShape?
    public var primaryButtonColor: String?
    public var primaryButtonTextColor: String?
    public var successMessage: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("name", &name, "Name of the workspace.", .minLength(1))
      field("connect_partner_name", &connectPartnerName, "The name that people see when they connect an account.")
      field("company_name", &companyName, "Deprecated name of `connect_partner_name`.")
      field(standard: "is_sandbox", &isSandbox, "Whether it is for trying things out.")
      field("connect_webview_customization", &connectWebviewCustomization, "How the page to connect an account looks.")
      field("organization_id", &organizationID, "The organization it belongs to; there are none here.")
      field("webview_logo_shape", &logoShape, "Deprecated: a member of `connect_webview_customization`.")
      field("webview_primary_button_color", &primaryButtonColor, "Deprecated, as the one before.")
      field("webview_primary_button_text_color", &primaryButtonTextColor, "Deprecated, as the one before.")
      field("webview_success_message", &successMessage, "Deprecated, as the one before.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/workspaces/update", .update, by: .workspace, title: "Update the workspace",
      doc: "Changes what is given. A suspended workspace answers on itself only until it is taken into use again.")
    public var name: String?
    public var connectPartnerName: String?
    public var connectWebviewCustomization: WebviewCustomizationChange?
    public var isPublishableKeyAuthEnabled: Bool?
    public var isSuspended: Bool?
    public var organizationID: String?
    public init() {}
    public mutating func describe(_ field: Field) {
      field("name", &name, "Name of the workspace.", .minLength(1))
      field("connect_partner_name", &connectPartnerName, "The name that people see when they connect an account.")
      field("connect_webview_customization", &connectWebviewCustomization, "How the page to connect an account looks.")
      field("is_publishable_key_auth_enabled", &isPublishableKeyAuthEnabled, "Whether its publishable keys are taken.")
      field("is_suspended", &isSuspended, "Whether it is out of use. People keep their doors.")
      field("organization_id", &organizationID, "The organization it belongs to; there are none here.")
    }
  }

  public struct ResetSandbox: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/workspaces/reset_sandbox", .act, by: .workspace, returns: "action_attempt", title: "Reset a sandbox",
      doc: "Puts a sandbox back to how it began, doors, phones and clock included. Keys, operators and webhooks stay.",
      actionAttemptType: ActionAttempt.Kind.resetSandboxWorkspace.rawValue)
    public init() {}
    public mutating func describe(_ field: Field) {}
  }
}
