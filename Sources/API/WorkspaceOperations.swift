public import Wire

/// The operations on workspaces.
public enum Workspaces {
  public struct Get: Request {
    public typealias Response = Workspace
    public static let operation = Operation(
      "/workspaces/get", .read, by: [.workspace, .clientSession, .customerSession, .customerSessionReadOnly],
      returns: "workspace", title: "Get the workspace", doc: "Returns the workspace of the caller.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct List: Request {
    public typealias Response = [Workspace]
    public static let operation = Operation(
      "/workspaces/list", .read, by: [.workspace, .clientSession, .tokenWithoutWorkspace], returns: "workspaces",
      title: "List workspaces", doc: "Returns the workspaces that the caller can use.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct Create: Request {
    public typealias Response = Workspace
    public static let operation = Operation(
      "/workspaces/create", .create, by: [.personalAccessToken, .consoleSession, .tokenWithoutWorkspace],
      returns: "workspace", title: "Create a workspace",
      doc:
        "Creates a workspace for the operator of the personal access token. API keys cannot create workspaces."
    )
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
    public mutating func describe(_ field: inout some Field) {
      field("name", &name, "Name of the workspace.", .minLength(1))
      field("connect_partner_name", &connectPartnerName, "Name shown to visitors who connect an account.")
      field("company_name", &companyName, "Deprecated: use `connect_partner_name`.")
      field(standard: "is_sandbox", &isSandbox, "Whether the workspace is a sandbox.")
      field(
        "connect_webview_customization", &connectWebviewCustomization,
        "Appearance of the page on which an account is connected.")
      field("organization_id", &organizationID, "Not used: there are no organizations here.")
      field("webview_logo_shape", &logoShape, "Deprecated: use `connect_webview_customization`.")
      field("webview_primary_button_color", &primaryButtonColor, "Deprecated: use `connect_webview_customization`.")
      field(
        "webview_primary_button_text_color", &primaryButtonTextColor, "Deprecated: use `connect_webview_customization`."
      )
      field("webview_success_message", &successMessage, "Deprecated: use `connect_webview_customization`.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/workspaces/update", .update, by: .workspace, title: "Update the workspace",
      doc:
        "Updates the given properties. A suspended workspace can only be read and updated."
    )
    public var name: String?
    public var connectPartnerName: String?
    public var connectWebviewCustomization: WebviewCustomizationChange?
    public var isPublishableKeyAuthEnabled: Bool?
    public var isSuspended: Bool?
    public var organizationID: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("name", &name, "Name of the workspace.", .minLength(1))
      field("connect_partner_name", &connectPartnerName, "Name shown to visitors who connect an account.")
      field(
        "connect_webview_customization", &connectWebviewCustomization,
        "Appearance of the page on which an account is connected.")
      field(
        "is_publishable_key_auth_enabled", &isPublishableKeyAuthEnabled,
        "Whether the workspace accepts publishable keys.")
      field("is_suspended", &isSuspended, "Whether the workspace is suspended. Access at doors does not change.")
      field("organization_id", &organizationID, "Not used: there are no organizations here.")
    }
  }

  public struct ResetSandbox: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/workspaces/reset_sandbox", .act, by: .workspace, returns: "action_attempt", title: "Reset a sandbox",
      doc:
        "Resets a sandbox to its initial state, including doors, phones and clock. Keys, operators and webhooks stay.",
      actionAttemptType: ActionAttempt.Kind.resetSandboxWorkspace.rawValue)
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }
}
