/// The shape of the database, version by version. Versions from before 1000 belong to no release; their data is refused.
/// A version that is here is never edited: what changes gets a new one.
package let migrations = [
  Migration(version: 1000, statements: firstSchema)
]

/// What a new database is made of, in an order in which every table comes after those that it refers to.
private let firstSchema =
  workspaceTables + callerTables + connectedAccountTables + acsSystemTables + acsEntranceTables + acsAccessGroupTables
  + userIdentityTables + acsUserTables + acsUserHistoryTables + siteUserTables + acsCredentialTables
  + clientSessionTables + remoteRightTables + phoneTables + eventTables + webhookTables + writeProbeTables
