public import Wire

/// Latchkey's operations on the staff of customers.
public enum StaffMembers {
  static let writers: Callers = [.workspace, .customerSession]

  public struct Create: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/customers/create_staff_member", .create, by: writers, title: "Create a member of the staff",
      doc:
        "Creates a user identity for a member of a customer's staff. With spaces, the member gets an access grant without"
        + " an end, whose means of access are those of the customer's rules.")
    public var customerKey = ""
    public var staffMemberKey = ""
    public var name = ""
    public var emailAddress: String?
    public var phoneNumber: String?
    public var spaceIDs: [ID<Space>]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customer_key", &customerKey, "Your own key for the customer.", .minLength(1))
      field("staff_member_key", &staffMemberKey, "Your own key for the member of the staff.", .minLength(1))
      field("name", &name, "Full name.", .minLength(1))
      field("email_address", &emailAddress, "E-mail address.", .email)
      field("phone_number", &phoneNumber, "Phone number.")
      field(
        "space_ids", &spaceIDs, "The spaces that the member can open. They need the rule `staff_member_created`.",
        .maxLength(1000))
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/customers/update_staff_member", .update, by: writers, title: "Update a member of the staff",
      doc: "Updates the given properties and clears those that are null. Omitted properties stay unchanged.")
    public var customerKey = ""
    public var staffMemberKey = ""
    public var name: String?
    public var emailAddress = Change<String>.keep
    public var phoneNumber = Change<String>.keep
    public var spaceIDs: [ID<Space>]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customer_key", &customerKey, "Your own key for the customer.", .minLength(1))
      field("staff_member_key", &staffMemberKey, "Your own key for the member of the staff.", .minLength(1))
      field("name", &name, "Full name.", .minLength(1))
      field("email_address", &emailAddress, "E-mail address.", .email)
      field("phone_number", &phoneNumber, "Phone number.")
      field(
        "space_ids", &spaceIDs, "The spaces that the member can open, instead of those before. None ends the access.",
        .maxLength(1000))
    }
  }
}
