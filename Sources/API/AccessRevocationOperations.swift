public import Wire

/// The operations on revocations.
public enum Revocations {
  public struct Get: Request {
    public typealias Response = AccessRevocation
    public static let operation = Operation(
      "/latchkey/v1/access/revocations/get", .read, by: .workspace, returns: "revocation", title: "Get a revocation",
      doc: "Returns, for every entrance that a user could open by any means, whether access is known to be revoked.")
    public var acsUserID = ID<AcsUser>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_user_id", &acsUserID, "The user, who may be deleted.")
    }
  }
}
