public import Wire

/// The operations on unmanaged access codes.
public enum UnmanagedAccessCodes {
  private static let cannotBeManaged = Operation.Refusal(
    "Salto KS never shows the digits of other people's PINs. Create an access code, and remove the PIN of the person at "
      + "Salto KS")

  public struct Get: Request {
    public typealias Response = UnmanagedAccessCode
    public static let operation = Operation(
      "/access_codes/unmanaged/get", .read, by: AccessCodes.readers, returns: "access_code",
      title: "Get an unmanaged access code", doc: "Returns one unmanaged access code.")
    public static let constraints = [AccessCodeSelector.constraint]
    public var accessCode = AccessCodeSelector()
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      accessCode.describe(
        &field, code: "The PIN. PINs of people are not known, so none is found.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<UnmanagedAccessCode>
    public static let operation = Operation(
      "/access_codes/unmanaged/list", .read, by: AccessCodes.readers, returns: "access_codes",
      title: "List unmanaged access codes",
      doc: """
        Returns the PINs of the people whom the site's staff added, and whose groups contain the lock. Access codes of an \
        unmanaged device are among them.
        """)
    public var deviceID = ID<Device>.blank
    public var limit = 300_000
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var userIdentifierKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field(standard: "limit", &limit, "Maximum number of access codes per page.", .positiveNumber)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "search", &search, "Only access codes whose name or ID contains this text.", .minLength(1))
      field(
        filter: "user_identifier_key", &userIdentifierKey, "Only access codes of locks of this user.", .minLength(1))
    }
  }

  public struct ConvertToManaged: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_codes/unmanaged/convert_to_managed", .update, by: AccessCodes.writers,
      title: "Make an unmanaged access code managed",
      doc: "Not supported for Salto KS locks: the digits of unmanaged access codes are not known.",
      actionAttemptType: "CONVERT_ACCESS_CODE_TO_MANAGED", refusal: cannotBeManaged)
    public var accessCodeID = ID<AccessCode>.blank
    public var allowExternalModification: Bool?
    public var force: Bool?
    public var isExternalModificationAllowed: Bool?
    public var sync = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code.")
      field("allow_external_modification", &allowExternalModification, "It has no effect.")
      field("force", &force, "It has no effect.")
      field("is_external_modification_allowed", &isExternalModificationAllowed, "It has no effect.")
      field(standard: "sync", &sync, "It has no effect.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_codes/unmanaged/update", .update, by: AccessCodes.writers, title: "Update an unmanaged access code",
      doc: "Not supported for Salto KS locks: the digits of unmanaged access codes are not known.",
      refusal: cannotBeManaged)
    public var accessCodeID = ID<AccessCode>.blank
    public var allowExternalModification: Bool?
    public var force: Bool?
    public var isExternalModificationAllowed: Bool?
    public var isManaged = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code.")
      field("allow_external_modification", &allowExternalModification, "It has no effect.")
      field("force", &force, "It has no effect.")
      field("is_external_modification_allowed", &isExternalModificationAllowed, "It has no effect.")
      field("is_managed", &isManaged, "Whether to manage the access code.")
    }
  }

  public struct Delete: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/access_codes/unmanaged/delete", .delete, by: AccessCodes.writers, role: .frontDesk, returns: "action_attempt",
      title: "Delete an unmanaged access code",
      doc: """
        Deletes an access code of an unmanaged device. Not supported for the PIN of a person, who would lose it at all \
        doors of the site.
        """,
      actionAttemptType: "DELETE_ACCESS_CODE", isVoid: true,
      refusal: Operation.Refusal(
        "The person would lose the PIN at all doors of the site. Remove the PIN or the person at Salto KS",
        of: "the PIN of a person"))
    public var accessCodeID = ID<AccessCode>.blank
    public var sync = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code.")
      field(standard: "sync", &sync, "It has no effect.")
    }
  }
}

extension AccessCodes {
  public struct SimulateCreateUnmanaged: Request {
    public typealias Response = UnmanagedAccessCode
    public static let operation = Operation(
      "/access_codes/simulate/create_unmanaged_access_code", .act, by: [.workspace, .clientSession],
      returns: "access_code", title: "Simulate an unmanaged access code",
      doc: """
        The staff of a sandbox's virtual site add a person with a PIN for the lock, and the site is synced. Locks of real \
        sites refuse it.
        """)
    public var code = ""
    public var deviceID = ID<Device>.blank
    public var name = ""
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("code", &code, "The PIN.", .minLength(4), .maxLength(8), .digits, .secret)
      field("device_id", &deviceID, "The lock.")
      field("name", &name, "Name.")
    }
  }
}
