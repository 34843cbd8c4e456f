import API
import Wire

extension AuditEntry.Author.Kind {
  /// The kind in the words of operators.
  var title: String {
    switch self {
    case .apiKey: "API key"
    case .personalAccessToken: "Operator by token"
    case .operatorSession: "Operator in the console"
    case .clientSession: "App or link of a guest"
    case .publishableKey: "Key of an app"
    case .visitor: "Visitor of a page"
    case .commandLine: "Command line"
    case .rule: "This server"
    }
  }
}

/// The words of the audit for people.
enum AuditWords {
  /// Who made a change, such as `Key “Booking”`.
  static func author(_ author: AuditEntry.Author) -> String {
    switch author.kind.known {
    case .apiKey, .publishableKey: author.name.map { "Key “\($0)”" } ?? "A former key"
    case .personalAccessToken, .operatorSession: author.name ?? "A former operator"
    case .rule: "This server: \(author.reference ?? "rule")"
    case .clientSession, .visitor, .commandLine: author.kind.known?.title ?? ""
    case nil: author.kind.rawValue
    }
  }

  /// What an operation does, such as "Update an access grant".
  static func operation(_ path: String) -> String { titles[path] ?? sentence(path.replacing("/", with: ": ")) }

  private static let titles = operations.merging(pages) { $1 }
  private static let operations = Dictionary(catalogue.map { ($0.operation.path, $0.operation.title) }) { $1 }
  private static let pages = [
    "pages/connect_webview": "Connect a site on its page", "pages/instant_key": "Open the link of a guest",
    "pages/guest_sign_in": "Sign in at the provider as a guest",
  ]

  /// The operations by which the list can be filtered. Others can be chosen at an entry.
  static let commonOperations = [
    AccessGrants.Create.operation, AccessGrants.Update.operation, AccessGrants.Delete.operation,
    AcsUsers.Create.operation, AcsUsers.Update.operation, AcsUsers.Suspend.operation, AcsUsers.Unsuspend.operation,
    AcsUsers.Delete.operation, UserIdentities.Update.operation, People.Erase.operation, Locks.UnlockDoor.operation,
    Operators.Create.operation, Operators.Update.operation, Operators.Delete.operation, APIKeys.Create.operation,
    APIKeys.Revoke.operation, Webhooks.Create.operation, Webhooks.Delete.operation, Workspaces.Update.operation,
  ].map(\.path)

  /// The name of a member of a record, such as "Ends" for `ends_at`.
  static func member(_ name: String) -> String { members[name] ?? sentence(name) }

  private static let members = [
    "acs_access_group_ids": "Groups of doors", "display_name": "Name", "email_address": "E-mail address",
    "ends_at": "Ends", "event_types": "Kinds of events", "full_name": "Name", "is_deleted": "Deleted",
    "is_publishable": "Publishable",
    "is_suspended": "Suspended", "may_hold_mobile_key": "Phone keys", "paused_at": "Paused",
    "phone_number": "Phone number", "revoked_at": "Revoked",
    "role": "Role", "starts_at": "Starts", "url": "Address",
  ]

  /// Such as "Access grant" for `access_grant`.
  static func sentence(_ name: String) -> String {
    let words = name.replacing("_", with: " ").split(separator: " ").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// What a resource is called in the console.
  static func resource(_ type: String) -> String { resources[type] ?? sentence(type) }

  private static let resources = [
    "access_grant": "Stay", "access_method": "Way to open", "acs_access_group": "Group of doors",
    "acs_credential": "Key", "acs_entrance": "Door", "acs_system": "Site", "acs_user": "Person at a site",
    "api_key": "API key", "client_session": "Session of an app", "connected_account": "Account", "device": "Device",
    "instant_key": "Link of a guest", "iq": "IQ", "user_identity": "Person",
  ]
}
