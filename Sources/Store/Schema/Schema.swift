/// The schema of the database by version. Versions before 1000 belong to no release, and their data is rejected.
/// An existing version is never edited: a change needs a new version.
package let migrations = [
  Migration(version: 1000, statements: firstSchema),
  Migration(version: 1001, statements: acsUserRevisions),
  Migration(version: 1002, statements: spaceTables),
  Migration(version: 1003, statements: accessGrantTables),
  Migration(version: 1004, statements: grantGroupTables),
  Migration(version: 1005, statements: instantKeyTables),
  Migration(version: 1006, statements: customerTables),
  Migration(version: 1007, statements: pinUseTables + unsettledIndexes),
  Migration(version: 1008, statements: customizationTables),
  Migration(version: 1009, statements: acsEncoderTables),
  Migration(version: 1010, statements: accessCodeTables),
  Migration(version: 1011, statements: unusedColumns),
  Migration(version: 1012, statements: accessCodeChangeTables),
  Migration(version: 1013, statements: encoderEventTables + accessDateTables + linkLooksTables),
  Migration(version: 1014, statements: iqZoneTables),
  Migration(version: 1015, statements: customerMetadataTables),
  Migration(version: 1016, statements: auditTables),
  Migration(version: 1017, statements: entryDetails + personStayTables + batteryTimes),
  Migration(version: 1018, statements: operatorRoleTables),
  Migration(version: 1019, statements: operatorSessionTables),
  Migration(version: 1020, statements: withdrawnMethodTables),
  Migration(version: 1021, statements: accessCodeRolloutTables),
  Migration(version: 1023, statements: unmanagedPeopleIndexes),
  Migration(version: 1024, statements: endedKeys),
  Migration(version: 1025, statements: operatorAccountTables),
  Migration(version: 1026, statements: listIndexes),
  Migration(version: 1030, statements: pushedModeTables),
  Migration(version: 1031, statements: codeEventTables),
  Migration(version: 1033, statements: deskIndexes),
  Migration(version: 1034, statements: idempotentAnswerIndexes + movementLimitTables + guestRenewalTables),
  Migration(version: 1035, statements: nodeTables),
  Migration(version: 1036, statements: sharedClockTables + signInRequestTables + heldCardTables),
  Migration(version: 1037, statements: lockStateTables),
  Migration(version: 1038, statements: entryIndexes),
  Migration(version: 1039, statements: heardNodeColumns),
  Migration(version: 1040, statements: seatCrowdIndexes),
  Migration(version: 1041, statements: stayEndIndexes),
  Migration(version: 1042, statements: consoleFormTables),
  Migration(version: 1043, statements: endedSignInTables),
  Migration(version: 1044, statements: keyCreatorColumns),
  Migration(version: 1045, statements: lostDoorTables),
  Migration(version: 1046, statements: sentAuditHeadTables),
  Migration(version: 1047, statements: sealCheckTables),
  Migration(version: 1048, statements: syncProgressTables),
]

/// The tables of a new database, each after those that it refers to.
private let firstSchema =
  workspaceTables + callerTables + connectedAccountTables + acsSystemTables + acsEntranceTables + acsAccessGroupTables
  + userIdentityTables + acsUserTables + acsUserHistoryTables + siteUserTables + acsCredentialTables
  + clientSessionTables + remoteRightTables + phoneTables + eventTables + webhookTables + writeProbeTables
