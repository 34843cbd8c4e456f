public import Wire

/// How a lock of Salto KS reads a card.
public struct CardReadingOptions: Record, Hashable {
  public static let name = "card_reading_options"
  public var detectNewTags = false
  public init() {}
  public static let blank = CardReadingOptions()
  public mutating func describe(_ field: inout some Field) {
    field(standard: "detect_new_tags", &detectNewTags, "Whether to report cards that are not registered at the site.")
  }
}

/// The operations on encoders.
public enum AcsEncoders {
  public struct Get: Request {
    public typealias Response = AcsEncoder
    public static let operation = Operation(
      "/acs/encoders/get", .read, by: .workspace, returns: "acs_encoder", title: "Get an encoder",
      doc: "Returns one encoder.")
    public var acsEncoderID = ID<AcsEncoder>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<AcsEncoder>
    public static let operation = Operation(
      "/acs/encoders/list", .read, by: [.workspace, .customerSession, .customerSessionReadOnly],
      returns: "acs_encoders", title: "List encoders",
      doc: "Returns the encoders of the workspace. Each lock of Salto KS reads cards and is an encoder.")
    public var acsEncoderIDs: [ID<AcsEncoder>]?
    public var acsSystemID: ID<AcsSystem>?
    public var acsSystemIDs: [ID<AcsSystem>]?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "acs_encoder_ids", &acsEncoderIDs, "Only these encoders.")
      field(filter: "acs_system_id", &acsSystemID, "Only encoders of this system.")
      field(filter: "acs_system_ids", &acsSystemIDs, "Only encoders of these systems.")
      field(standard: "limit", &limit, "Maximum number of encoders per page.", .positiveNumber)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }

  public struct ScanCredential: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/acs/encoders/scan_credential", .act, by: .workspace, role: .frontDesk, returns: "action_attempt",
      title: "Scan a card",
      doc: "Waits until a card is held to the encoder, and returns what it is.",
      actionAttemptType: "SCAN_CREDENTIAL")
    public var acsEncoderID = ID<AcsEncoder>.blank
    public var saltoKSMetadata: CardReadingOptions?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
      field("salto_ks_metadata", &saltoKSMetadata, "How the lock reads the card.")
    }
  }

  public struct ScanToAssignCredential: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/acs/encoders/scan_to_assign_credential", .act, by: [.workspace, .customerSession], role: .frontDesk,
      returns: "action_attempt",
      title: "Scan a card and assign it",
      doc: "Waits until a free card of the site is held to the encoder, and assigns it to an ACS user.",
      actionAttemptType: "SCAN_TO_ASSIGN_CREDENTIAL")
    public static let constraints = [Constraint.exactlyOne(["acs_user_id", "user_identity_id"])]
    public var acsEncoderID = ID<AcsEncoder>.blank
    public var acsUserID: ID<AcsUser>?
    public var saltoKSMetadata: CardReadingOptions?
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
      field("acs_user_id", &acsUserID, "The ACS user who will own the card.")
      field("salto_ks_metadata", &saltoKSMetadata, "How the lock reads the card.")
      field(
        "user_identity_id", &userIdentityID,
        "The identity that will own the card. An ACS user is created for it if it has none at the encoder's system.")
    }
  }

  public struct EncodeCredential: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/acs/encoders/encode_credential", .act, by: [.workspace, .customerSession], role: .frontDesk,
      returns: "action_attempt",
      title: "Encode a card",
      doc:
        "Waits until a card is held to the encoder. With `access_method_id`, a free card of the site is assigned to "
        + "the person of the grant. With `acs_credential_id`, the card must be the one that the credential stands for.",
      actionAttemptType: "ENCODE_CREDENTIAL")
    public static let constraints = [Constraint.exactlyOne(["acs_credential_id", "access_method_id"])]
    public var accessMethodID: ID<AccessMethod>?
    public var acsCredentialID: ID<AcsCredential>?
    public var acsEncoderID = ID<AcsEncoder>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_method_id", &accessMethodID, "The access method of a card.")
      field("acs_credential_id", &acsCredentialID, "The credential of a card.")
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
    }
  }
}
