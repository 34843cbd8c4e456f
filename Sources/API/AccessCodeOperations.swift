public import Wire

/// Selects an access code by its ID, or by its lock and digits.
public struct AccessCodeSelector: Hashable, Sendable {
  public static let constraint = Constraint.oneGroup([["access_code_id"], ["device_id", "code"]])
  public var accessCodeID: ID<AccessCode>?
  public var code: String?
  public var deviceID: ID<Device>?
  public init() {}
  mutating func describe(_ field: inout some Field, code doc: StaticString) {
    field("access_code_id", &accessCodeID, "The access code.")
    field("code", &code, doc, .minLength(1), .secret)
    field("device_id", &deviceID, "The lock.")
  }
}

/// The operations on access codes.
public enum AccessCodes {
  static let writers: Callers = [.workspace, .clientSession, .customerSession]
  static let readers: Callers = [.workspace, .clientSession, .customerSession, .customerSessionReadOnly]

  public struct Create: Request {
    public typealias Response = Begun<AccessCode>
    public static let operation = Operation(
      "/access_codes/create", .create, by: writers, role: .frontDesk, returns: "access_code",
      title: "Create an access code",
      doc:
        "Creates a PIN for one lock: a site user of its own, which takes a seat. Without times it opens at any time.")
    public var allowExternalModification: Bool?
    public var attemptForOfflineDevice = true
    public var code: String?
    public var commonCodeKey: String?
    public var deviceID = ID<Device>.blank
    public var endsAt: Instant?
    public var isExternalModificationAllowed: Bool?
    public var isOfflineAccessCode: Bool?
    public var isOneTimeUse: Bool?
    public var maxTimeRounding: AccessCodeRounding?
    public var name: String?
    public var preferNativeScheduling: Bool?
    public var preferredCodeLength: Int?
    public var startsAt: Instant?
    public var sync = false
    public var useBackupAccessCodePool: Bool?
    public var useOfflineAccessCode: Bool?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("allow_external_modification", &allowExternalModification, "Whether to accept changes by other means.")
      field(standard: "attempt_for_offline_device", &attemptForOfflineDevice, "False refuses a lock that is offline.")
      field("code", &code, "The PIN, if the site lets PINs be chosen.", .minLength(4), .maxLength(12), .digits, .secret)
      field("common_code_key", &commonCodeKey, "Key of codes with the same digits.", .minLength(1))
      field("device_id", &deviceID, "The lock.")
      field("ends_at", &endsAt, "When it ceases to open. Requires `starts_at`.", .text)
      field(
        "is_external_modification_allowed", &isExternalModificationAllowed,
        "Whether to accept changes by other means.")
      field("is_offline_access_code", &isOfflineAccessCode, "Not supported for Salto KS locks.")
      field("is_one_time_use", &isOneTimeUse, "Not supported for Salto KS locks.")
      field("max_time_rounding", &maxTimeRounding, "It has no effect: Salto KS does not round times.")
      field("name", &name, "Name.")
      field("prefer_native_scheduling", &preferNativeScheduling, "It has no effect: Salto KS keeps all schedules.")
      field(
        "preferred_code_length", &preferredCodeLength, "It has no effect: Salto KS chooses the length.", .positiveNumber
      )
      field("starts_at", &startsAt, "When it starts to open. Requires `ends_at`.", .text)
      field(standard: "sync", &sync, "It has no effect.")
      field("use_backup_access_code_pool", &useBackupAccessCodePool, "Not supported for Salto KS locks.")
      field("use_offline_access_code", &useOfflineAccessCode, "Deprecated: use `is_offline_access_code`.")
    }
  }

  public struct Get: Request {
    public typealias Response = AccessCode
    public static let operation = Operation(
      "/access_codes/get", .read, by: readers, returns: "access_code", title: "Get an access code",
      doc: "Returns one access code, by its ID, or by its lock and digits.")
    public static let constraints = [AccessCodeSelector.constraint]
    public var accessCode = AccessCodeSelector()
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      accessCode.describe(&field, code: "The PIN.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<AccessCode>
    public static let operation = Operation(
      "/access_codes/list", .read, by: readers, returns: "access_codes", title: "List access codes",
      doc: "Returns the access codes of a lock, or those with the IDs, in order of creation.")
    public static let constraints = [
      Constraint.atLeastOne([
        "device_id", "access_code_ids", "access_method_id", "access_grant_id", "access_grant_key",
      ])
    ]
    public var accessCodeIDs: [ID<AccessCode>]?
    public var accessGrantID: ID<AccessGrant>?
    public var accessGrantKey: String?
    public var accessMethodID: ID<AccessMethod>?
    public var customerKey: String?
    public var deviceID: ID<Device>?
    public var limit = 55_000
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "access_code_ids", &accessCodeIDs, "Only these access codes.")
      field(filter: "access_grant_id", &accessGrantID, "The PINs of grants are no access codes: the list is empty.")
      field(
        filter: "access_grant_key", &accessGrantKey, "The PINs of grants are no access codes: the list is empty.",
        .minLength(1))
      field(filter: "access_method_id", &accessMethodID, "The PINs of grants are no access codes: the list is empty.")
      field(filter: "customer_key", &customerKey, "Only access codes of this customer's accounts.", .minLength(1))
      field(filter: "device_id", &deviceID, "Only access codes of this lock.")
      field(standard: "limit", &limit, "Maximum number of access codes per page.", .positiveNumber)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "search", &search, "Only access codes whose name, digits or ID contain this text.", .minLength(1))
      field(
        filter: "user_identifier_key", &userIdentifierKey, "Only access codes of locks of this user.", .minLength(1))
    }
  }

  public struct Update: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/access_codes/update", .replace, by: writers, role: .frontDesk, returns: "action_attempt",
      title: "Update an access code",
      doc: "Changes the name, the times or the digits of an access code. New times keep the digits.",
      actionAttemptType: "UPDATE_ACCESS_CODE", isVoid: true)
    public var accessCodeID = ID<AccessCode>.blank
    public var allowExternalModification: Bool?
    public var attemptForOfflineDevice = true
    public var code: String?
    public var deviceID: ID<Device>?
    public var endsAt: Instant?
    public var isExternalModificationAllowed: Bool?
    public var isManaged: Bool?
    public var name: String?
    public var startsAt: Instant?
    public var sync = false
    public var type: AccessCode.Kind?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code.")
      field("allow_external_modification", &allowExternalModification, "Whether to accept changes by other means.")
      field(standard: "attempt_for_offline_device", &attemptForOfflineDevice, "False refuses a lock that is offline.")
      field("code", &code, "The PIN, if the site lets PINs be chosen.", .minLength(4), .maxLength(12), .digits, .secret)
      field("device_id", &deviceID, "The lock of the access code.")
      field("ends_at", &endsAt, "When it ceases to open.", .text)
      field(
        "is_external_modification_allowed", &isExternalModificationAllowed,
        "Whether to accept changes by other means.")
      field("is_managed", &isManaged, "False is not supported for Salto KS locks.")
      field("name", &name, "Name.")
      field("starts_at", &startsAt, "When it starts to open.", .text)
      field(standard: "sync", &sync, "It has no effect.")
      field("type", &type, "`ongoing` removes the times. `time_bound` requires both.")
    }
  }

  public struct Delete: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/access_codes/delete", .delete, by: writers, role: .frontDesk, returns: "action_attempt",
      title: "Delete an access code",
      doc: "Deletes an access code with its user at the site, which frees the seat. The attempt ends when the site has "
        + "followed.",
      actionAttemptType: "DELETE_ACCESS_CODE", isVoid: true)
    public var accessCodeID = ID<AccessCode>.blank
    public var deviceID: ID<Device>?
    public var sync = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code.")
      field("device_id", &deviceID, "The lock of the access code.")
      field(standard: "sync", &sync, "It has no effect.")
    }
  }
}

/// How far the times of an access code may be rounded.
public enum AccessCodeRounding: String, Choice {
  case oneHour = "1hour"
  case oneDay = "1day"
  case hour = "1h"
  case day = "1d"
}
