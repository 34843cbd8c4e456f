public import Wire

/// A PIN on one lock that callers do not control: that of a person whom the site's staff added, whose digits Salto KS never
/// shows, or an access code of an unmanaged device.
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
  public var cannotBeManaged: Bool? = true
  public var cannotBeDeleted: Bool? = true
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

  /// An access code of an unmanaged device.
  public init(_ code: AccessCode) {
    self.init(
      accessCodeID: code.accessCodeID, workspaceID: code.workspaceID, deviceID: code.deviceID,
      createdAt: code.createdAt)
    kind = code.kind
    status = .known(code.status.known == .set || code.status.known == .removing ? .set : .unset)
    codeName = code.codeName
    self.code = code.code
    startsAt = code.startsAt
    endsAt = code.endsAt
    cannotBeManaged = nil
    cannotBeDeleted = nil
    errors = code.errors
    warnings = code.warnings
  }
  public static let blank = UnmanagedAccessCode(
    accessCodeID: .blank, workspaceID: .blank, deviceID: .blank, createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    var isManaged = false
    field("access_code_id", &accessCodeID, "ID of the access code.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("device_id", &deviceID, "The lock that takes it.")
    field("created_at", &createdAt, "When it was first seen.")
    field("type", &kind, "Whether it ends.")
    field(
      "status", &status,
      "Whether it opens the lock: its person is subscribed and not blocked, and the dates include the present.")
    field("name", &codeName, "Name of the person or of the access code.")
    field("code", &code, "The PIN of an access code. Null for a person, whose PIN Salto KS never shows.", .secret)
    field(
      "starts_at", &startsAt, "When the person's groups start to open the lock. Null if their schedules have no start.")
    field(
      "ends_at", &endsAt,
      "When the person's groups cease to open the lock, or the person's own access ends. Null if neither ends.")
    field("is_managed", &isManaged, "Always false: Latchkey does not control it.", .always(false))
    field(
      "cannot_be_managed", &cannotBeManaged,
      "True for a person: the digits are not known, and new ones would lock the person out.", .always(true))
    field(
      "cannot_delete_unmanaged_access_code", &cannotBeDeleted,
      "True for a person, who has one PIN for all doors of the site.", .always(true))
    field("errors", &errors, "Errors of the access code.")
    field("warnings", &warnings, "Warnings of the access code.")
  }
}
