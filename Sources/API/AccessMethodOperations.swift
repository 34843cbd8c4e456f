public import Wire

/// The operations on access methods.
public enum AccessMethods {
  static let readers: Callers = [.workspace, .customerSession, .customerSessionReadOnly]

  public struct Get: Request {
    public typealias Response = AccessMethod
    public static let operation = Operation(
      "/access_methods/get", .read, by: .workspace, returns: "access_method", title: "Get an access method",
      doc: "Returns one access method.")
    public var accessMethodID = ID<AccessMethod>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_id", &accessMethodID, "The access method.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<AccessMethod>
    public static let operation = Operation(
      "/access_methods/list", .read, by: readers, returns: "access_methods", title: "List access methods",
      doc:
        "Returns the access methods of a grant, or those that open an entrance, in order of creation. `device_id`, "
        + "`space_id` and `access_code_id` narrow the list further.")
    public static let constraints = [Constraint.atLeastOne(["access_grant_id", "access_grant_key", "acs_entrance_id"])]
    public var accessCodeID: ID<AccessCode>?
    public var accessGrantID: ID<AccessGrant>?
    public var accessGrantKey: String?
    public var acsEntranceID: ID<AcsEntrance>?
    public var deviceID: ID<Device>?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var spaceID: ID<Space>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "access_code_id", &accessCodeID, "Only access methods with this access code.")
      field(filter: "access_grant_id", &accessGrantID, "Only access methods of this grant.")
      field(
        filter: "access_grant_key", &accessGrantKey, "Only access methods of the grant with this key.", .minLength(1))
      field(filter: "acs_entrance_id", &acsEntranceID, "Only access methods that open this entrance.")
      field(filter: "device_id", &deviceID, "Only access methods that open this device.")
      field(standard: "limit", &limit, "Maximum number of access methods per page.", .positive)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "space_id", &spaceID, "Only access methods of grants to this space.")
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_methods/delete", .delete, by: [.workspace, .customerSession], role: .frontDesk,
      title: "Delete access methods",
      doc: "Deletes one access method, or all of a grant. The grant stays.")
    public static let constraints = [
      Constraint.exactlyOne(["access_method_id", "access_grant_id", "reservation_key"])
    ]
    public var accessGrantID: ID<AccessGrant>?
    public var accessMethodID: ID<AccessMethod>?
    public var reservationKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_grant_id", &accessGrantID, "The grant whose access methods to delete.")
      field("access_method_id", &accessMethodID, "The access method to delete.")
      field("reservation_key", &reservationKey, "Your own key for the reservation.", .minLength(1))
    }
  }

  public struct UnlockDoor: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/access_methods/unlock_door", .act, by: .workspace, role: .frontDesk, returns: "action_attempt",
      title: "Unlock a door by an access method",
      doc: "Unlocks a door of the grant remotely, by a cloud key and while the grant gives access.",
      actionAttemptType: "UNLOCK_DOOR")
    public var accessMethodID = ID<AccessMethod>.blank
    public var acsEntranceID = ID<AcsEntrance>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_id", &accessMethodID, "The cloud key.")
      field("acs_entrance_id", &acsEntranceID, "The entrance to unlock.")
    }
  }

  public struct AssignCard: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/access_methods/assign_card", .act, by: .workspace, role: .frontDesk, returns: "action_attempt",
      title: "Assign a card to an access method",
      doc: "Assigns one of the site's free cards, which also issues the access method.",
      actionAttemptType: "ASSIGN_CREDENTIAL")
    public var accessMethodID = ID<AccessMethod>.blank
    public var cardNumber = ""
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_id", &accessMethodID, "The access method of a card.")
      field("card_number", &cardNumber, "Number of the card.", .minLength(1))
    }
  }

  public struct Encode: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/access_methods/encode", .act, by: .workspace, role: .frontDesk, returns: "action_attempt",
      title: "Encode a card for an access method",
      doc: "Waits until a free card of the site is held to the encoder, and assigns it to the person of the grant.",
      actionAttemptType: "ENCODE_CREDENTIAL")
    public var accessMethodID = ID<AccessMethod>.blank
    public var acsEncoderID = ID<AcsEncoder>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_id", &accessMethodID, "The access method of a card.")
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
    }
  }

  public struct GetRelated: BatchRequest {
    public typealias Response = AccessMethodBatch
    public static let operation = Operation(
      "/access_methods/get_related", .read, by: readers, role: .frontDesk, returns: "batch",
      title: "Get what belongs to access methods",
      doc: "Returns access methods and what belongs to them.")
    public var accessMethodIDs: [ID<AccessMethod>] = []
    public var exclude: [AccessMethodBatch.Part]?
    public var include: [AccessMethodBatch.Part]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_ids", &accessMethodIDs, "The access methods.", .maxLength(100))
      describeParts(&field)
    }
  }
}
