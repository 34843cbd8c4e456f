public import Wire

/// The operations that explain who can open an entrance, when and why.
public enum Access {
  public struct Explain: Request {
    public typealias Response = AccessExplanation
    public static let operation = Operation(
      "/latchkey/v1/access/explain", .read, by: .workspace, returns: "explanation", title: "Explain access",
      doc:
        "Explains whether a person or access code could open an entrance at a past, present or future moment, and why.")
    public static let constraints = [Constraint.exactlyOne(["acs_user_id", "user_identity_id", "access_code_id"])]
    public var acsEntranceID = ID<AcsEntrance>.blank
    public var acsUserID: ID<AcsUser>?
    public var userIdentityID: ID<UserIdentity>?
    public var accessCodeID: ID<AccessCode>?
    public var moment: Instant?
    public var means = AccessMeans.mobileKey
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
      field("acs_user_id", &acsUserID, "ID of the ACS user.")
      field("user_identity_id", &userIdentityID, "ID of the ACS user's identity.")
      field("access_code_id", &accessCodeID, "ID of the access code. Its means is always `code`.")
      field("moment", &moment, "The moment to judge access at. Defaults to now.")
      field(standard: "means", &means, "The means by which the person would open the entrance.")
    }
  }

  public struct ListOpeners: Request {
    public typealias Response = Page<AccessOpener>
    public static let operation = Operation(
      "/latchkey/v1/access/list_openers", .read, by: .workspace, returns: "openers", title: "List who could open",
      doc: """
        Returns the users who could open an entrance at a moment, and the users for whom this is unknown. Also returns \
        the identities that may move its lock remotely. `access` asks for those for whom it stays shut, too.
        """)
    public var acsEntranceID = ID<AcsEntrance>.blank
    public var moment: Instant?
    public var means = AccessMeans.mobileKey
    public var access: [AccessVerdict]?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_id", &acsEntranceID, "The entrance.")
      field("moment", &moment, "The moment to judge access at. Defaults to now.")
      field(standard: "means", &means, "The means by which the people would open the entrance.")
      field("access", &access, "Only people whose access is one of these. Defaults to `allowed` and `unknown`.")
      field(
        standard: "limit", &limit,
        "Number of users checked per page. The page contains those of them who have the requested access.", .positive,
        .maximum(5000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }

  public struct ListDoors: Request {
    public typealias Response = Page<AccessDoor>
    public static let operation = Operation(
      "/latchkey/v1/access/list_doors", .read, by: .workspace, returns: "doors", title: "List a person's doors",
      doc: """
        Returns the entrances of an ACS user's access groups and access grants by name, each with whether it opens at a \
        moment, by which groups, and until when.
        """)
    public var acsUserID = ID<AcsUser>.blank
    public var moment: Instant?
    public var means = AccessMeans.mobileKey
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The ACS user, who has no doors once they are deleted.")
      field("moment", &moment, "The moment to judge access at. Defaults to now.")
      field(standard: "means", &means, "The means by which the person would open the entrances.")
      field(standard: "limit", &limit, "Maximum number of entrances per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }
}
