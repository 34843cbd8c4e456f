public import Wire

/// Latchkey's operations on people, whatever resources they have.
public enum People {
  public struct Erase: UserIdentityRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/people/erase", .delete, by: .workspace, title: "Erase a person",
      doc:
        "Deletes a user identity as `/user_identities/delete` does, and what the audit and the events "
        + "have about the person. The audit stays intact. It also works for an identity that was deleted before.")
    public var userIdentityID = ID<UserIdentity>.blank
    public init() {}
  }
}
