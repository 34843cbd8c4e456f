/// The shape of the database, version by version. A version that has been released is never edited.
public let migrations: [Migration] = [
  Migration(version: 1, statements: tenancyTables + siteTables + peopleTables + workTables),
  Migration(version: 2, statements: historyTables + sightingTables),
  Migration(version: 3, statements: linkTables),
  Migration(version: 4, statements: phoneTables),
  Migration(version: 5, statements: entryTables),
  Migration(version: 6, statements: phoneRemovalTables),
  Migration(version: 7, statements: systemHistoryTables),
  Migration(version: 8, statements: pinTables),
  Migration(version: 9, statements: urgencyColumns),
  Migration(version: 10, statements: staffSeatColumns),
  Migration(version: 11, statements: connectWebviewTables),
  Migration(version: 12, statements: siteSyncTables),
  Migration(version: 13, statements: webhookTables),
  Migration(version: 14, statements: callerTables),
  Migration(version: 15, statements: idempotencyTables),
  Migration(version: 16, statements: deviceTables),
]
