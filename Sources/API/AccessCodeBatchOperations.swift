public import Wire

/// The operations on access codes of several locks.
extension AccessCodes {
  /// What happens if the locks cannot have the same digits.
  public enum CannotBeShared: String, Choice {
    case fail = "throw"
    case createRandomCode = "create_random_code"
  }

  public struct CreateMultiple: Request {
    public typealias Response = [AccessCode]
    public static let operation = Operation(
      "/access_codes/create_multiple", .add, by: writers, role: .frontDesk, returns: "access_codes",
      title: "Create access codes for several locks",
      doc: "Creates one access code for each lock. Those of one site share one site user, one seat and the digits.")
    public var allowExternalModification: Bool?
    public var attemptForOfflineDevice = true
    public var behaviorWhenCodeCannotBeShared = CannotBeShared.fail
    public var code: String?
    public var deviceIDs: [ID<Device>] = []
    public var endsAt: Instant?
    public var isExternalModificationAllowed: Bool?
    public var name: String?
    public var preferNativeScheduling: Bool?
    public var preferredCodeLength: Int?
    public var startsAt: Instant?
    public var useBackupAccessCodePool: Bool?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("allow_external_modification", &allowExternalModification, "Whether to accept changes by other means.")
      field(standard: "attempt_for_offline_device", &attemptForOfflineDevice, "False refuses a lock that is offline.")
      field(
        standard: "behavior_when_code_cannot_be_shared", &behaviorWhenCodeCannotBeShared,
        "What happens if the locks belong to several sites, which choose different digits.")
      field("code", &code, "The PIN, if the sites let PINs be chosen.", .minLength(4), .maxLength(12), .digits, .secret)
      field("device_ids", &deviceIDs, "The locks.")
      field("ends_at", &endsAt, "When they cease to open. Requires `starts_at`.", .text)
      field(
        "is_external_modification_allowed", &isExternalModificationAllowed,
        "Whether to accept changes by other means.")
      field("name", &name, "Name.")
      field("prefer_native_scheduling", &preferNativeScheduling, "It has no effect: Salto KS keeps all schedules.")
      field(
        "preferred_code_length", &preferredCodeLength, "It has no effect: Salto KS chooses the length.", .positiveNumber
      )
      field("starts_at", &startsAt, "When they start to open. Requires `ends_at`.", .text)
      field("use_backup_access_code_pool", &useBackupAccessCodePool, "Not supported for Salto KS locks.")
    }
  }

  public struct UpdateMultiple: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_codes/update_multiple", .update, by: writers, role: .frontDesk, title: "Update linked access codes",
      doc: "Changes the name and the times of all access codes with a common key. The digits stay.")
    public var commonCodeKey = ""
    public var endsAt: Instant?
    public var name: String?
    public var startsAt: Instant?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("common_code_key", &commonCodeKey, "The key of the access codes.", .minLength(1))
      field("ends_at", &endsAt, "When they cease to open.", .text)
      field("name", &name, "Name.")
      field("starts_at", &startsAt, "When they start to open.", .text)
    }
  }
}
