import Wire

extension AcsUsers {
  /// Takes up a person whom the site's staff created.
  public struct TakeUp: Request {
    public typealias Response = AcsUser
    public static let operation = Operation(
      "/latchkey/v1/users/take_up", .act, by: .workspace, returns: "acs_user",
      title: "Take up a person created by the site's staff",
      doc: """
        Links an ACS user to an unmanaged person of the site. From then on Latchkey adds the person to access groups, \
        issues a mobile key, a PIN and a card, and removes only what it added. It never subscribes or \
        unsubscribes, blocks, renames or deletes the person, and never changes the e-mail address. The access schedule \
        and a suspension apply only to the access that Latchkey added.
        """)
    public var acsUserID = ID<AcsUser>.blank
    public var unmanagedAcsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_user_id", &acsUserID, "The ACS user. It must not exist at Salto KS yet.")
      field(
        "unmanaged_acs_user_id", &unmanagedAcsUserID,
        "The `acs_user_id` of the person in `/acs/users/unmanaged/list`. The person must be at the same site.")
    }
  }
}
