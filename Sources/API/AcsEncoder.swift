public import Wire

/// A reader that cards are held to. At Salto KS it is a lock.
public struct AcsEncoder: Record, Answer {
  public static let name = "acs_encoder"

  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case removed = "acs_encoder_removed"
  }

  public var acsEncoderID: ID<AcsEncoder>
  public var acsSystemID: ID<AcsSystem>
  public var connectedAccountID: ID<ConnectedAccount>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var displayName: String
  public var errors: [Notice<ErrorCode>] = []

  public init(
    acsEncoderID: ID<AcsEncoder>, acsSystemID: ID<AcsSystem>, connectedAccountID: ID<ConnectedAccount>,
    workspaceID: ID<Workspace>, createdAt: Instant, displayName: String
  ) {
    self.acsEncoderID = acsEncoderID
    self.acsSystemID = acsSystemID
    self.connectedAccountID = connectedAccountID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.displayName = displayName
  }
  public static let blank = AcsEncoder(
    acsEncoderID: .blank, acsSystemID: .blank, connectedAccountID: .blank, workspaceID: .blank, createdAt: .blank,
    displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("acs_encoder_id", &acsEncoderID, "ID of the encoder.")
    field("acs_system_id", &acsSystemID, "The ACS system of the encoder.")
    field("connected_account_id", &connectedAccountID, "The connected account that gives access to the system.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("display_name", &displayName, "Display name.")
    field("created_at", &createdAt, "When the encoder was first seen.")
    field("errors", &errors, "Errors of the encoder.")
  }
}
