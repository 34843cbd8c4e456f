public import Wire

/// A PIN of a person whom the site's staff added, on one lock. Salto KS never shows its digits.
public struct UnmanagedAccessCode: Record, Answer {
  public static let name = "unmanaged_access_code"

  public enum Status: String, Choice { case set, unset }

  public var accessCodeID: ID<AccessCode>
  public var workspaceID: ID<Workspace>
  public var deviceID: ID<Device>
  public var createdAt: Instant
  public var kind: Extensible<AccessCode.Kind> = .known(.ongoing)
  public var status: Extensible<Status> = .known(.unset)
  public var codeName: Nullable<String> = .null
  public var code: Nullable<String> = .null
  public var startsAt: Nullable<Instant>? = .null
  public var endsAt: Nullable<Instant>? = .null
  public var errors: [AccessCodeError] = []
  public var warnings: [AccessCodeWarning] = []

  public init(
    accessCodeID: ID<AccessCode>, workspaceID: ID<Workspace>, deviceID: ID<Device>, createdAt: Instant
  ) {
    self.accessCodeID = accessCodeID
    self.workspaceID = workspaceID
    self.deviceID = deviceID
    self.createdAt = createdAt
  }
  public static let blank = UnmanagedAccessCode(
    accessCodeID: .blank, workspaceID: .blank, deviceID: .blank, createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    var isManaged = false
    var cannot: Bool? = true
    field("access_code_id", &accessCodeID, "ID of the access code.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("device_id", &deviceID, "The lock that takes it.")
    field("created_at", &createdAt, "When it was first seen.")
    field("type", &kind, "Whether it ends.")
    field(
      "status", &status,
      "Whether it opens the lock: its person is subscribed and not blocked, and the dates include the present.")
    field("name", &codeName, "Name of the person.")
    field("code", &code, "Always null: Salto KS never shows the PINs of others.")
    field(
      "starts_at", &startsAt, "When the person's groups start to open the lock. Null if their schedules have no start.")
    field(
      "ends_at", &endsAt,
      "When the person's groups cease to open the lock, or the person's own access ends. Null if neither ends.")
    field("is_managed", &isManaged, "Always false: Latchkey does not control it.", .always(false))
    field(
      "cannot_be_managed", &cannot, "Always true: the digits are not known, and new ones would lock the person out.",
      .always(true))
    field(
      "cannot_delete_unmanaged_access_code", &cannot, "Always true: the person has one PIN for all doors of the site.",
      .always(true))
    field("errors", &errors, "Errors of the access code.")
    field("warnings", &warnings, "Warnings of the access code.")
  }
}
