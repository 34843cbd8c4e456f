public import Wire

/// A pool of ready-made credentials. Salto KS has none.
public struct CredentialPool: Record, Answer {
  public static let name = "acs_credential_pool"

  public enum Kind: String, Choice { case hidPartNumber = "hid_part_number" }

  public var acsCredentialPoolID: ID<CredentialPool>
  public var acsSystemID: ID<AcsSystem>
  public var workspaceID: ID<Workspace>
  public var displayName: String
  public var externalType = Extensible.known(Kind.hidPartNumber)
  public var externalTypeDisplayName = ""
  public var createdAt: Instant

  public static let blank = CredentialPool(
    acsCredentialPoolID: .blank, acsSystemID: .blank, workspaceID: .blank, displayName: "", createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("acs_credential_pool_id", &acsCredentialPoolID, "ID of the pool.")
    field("acs_system_id", &acsSystemID, "The ACS system of the pool.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("display_name", &displayName, "Display name.", .minLength(1))
    field("external_type", &externalType, "Type of the pool at the provider.")
    field("external_type_display_name", &externalTypeDisplayName, "Display name of the external type.")
    field("created_at", &createdAt, "When the pool was first seen.")
  }
}
