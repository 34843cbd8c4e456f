import Wire

extension AcsUsers {
  /// Takes up a person whom people of the site made.
  public struct TakeUp: Request {
    public typealias Response = AcsUser
    public static let operation = Operation(
      "/latchkey/v1/users/take_up", .act, by: .workspace, returns: "acs_user",
      title: "Take up a person whom people of the site made",
      doc: """
        Makes an unmanaged person of a site the ACS user that was asked for. From then on Latchkey adds places in access \
        groups, a mobile key, a PIN and a card to the person, and takes back what it added. It never subscribes or \
        unsubscribes, blocks, renames or deletes the person, and never changes the e-mail address. The access schedule \
        and a suspension hold for what Latchkey added.
        """)
    public var acsUserID = ID<AcsUser>.blank
    public var unmanagedAcsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: Field) {
      field("acs_user_id", &acsUserID, "The ACS user, which Salto KS has not made.")
      field(
        "unmanaged_acs_user_id", &unmanagedAcsUserID,
        "The person of the same site: its `acs_user_id` in `/acs/users/unmanaged/list`.")
    }
  }
}
