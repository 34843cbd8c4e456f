import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

/// Every column that a record names is a column of its table.
@Suite("A table") struct TableTests {
  private struct Description: Sendable {
    let name: String
    let columns: [String]
    /// The columns that the audit records.
    let audited: [String]
  }

  private static let tables: [Description] = [
    described(AcsAccessGroupRecord.self), described(AcsCredentialRecord.self), described(AcsEntranceRecord.self),
    described(AcsSystemRecord.self), described(AcsUserRecord.self), described(AccessTokenRecord.self),
    described(ActionAttemptRecord.self), described(APIKeyRecord.self), described(ClientSessionRecord.self),
    described(ConnectedAccountRecord.self), described(ConnectWebviewRecord.self), described(EnrollmentAutomation.self),
    described(GuestAccountRow.self), described(OperatorRecord.self), described(OperatorSessionRecord.self),
    described(PhoneRecord.self), described(SiteUserRecord.self), described(SpaceRecord.self),
    described(UserIdentityRecord.self), described(WebhookRecord.self), described(WorkspaceRecord.self),
    described(AccessGrantRecord.self), described(AccessMethodRecord.self), described(MethodRequestRecord.self),
    described(AccessCodeRecord.self), described(GrantGroupRecord.self), described(InstantKeyRecord.self),
    described(CustomerPortalRecord.self), described(CustomerRun.self), described(CustomizationProfileRecord.self),
    described(AuditEntryRecord.self),
  ]

  private static func described<Record: Stored>(_: Record.Type) -> Description {
    Description(
      name: Record.table.name, columns: Record.table.writtenNames, audited: Record.table.audited?.names ?? [])
  }

  @Test("has the columns of its record, each once", arguments: tables.indices)
  func columns(index: Int) async throws {
    let (name, columns) = (Self.tables[index].name, Self.tables[index].columns)
    #expect(columns.count > 2)
    #expect(Set(columns).count == columns.count, "\(name)")
    let known = try await freshFile().read { connection in
      try connection.all("SELECT name FROM pragma_table_info('\(name)')") { row in
        var columns = row.columns
        return columns.text()
      }
    }
    #expect(Set(columns).subtracting(known) == [], "\(name)")
  }

  @Test("records no secret, no sealed value and no hash in the audit", arguments: tables.indices)
  func secrets(index: Int) async throws {
    let table = Self.tables[index]
    let sealed = try await freshFile().read { connection in
      try connection.all("SELECT name FROM pragma_table_info('\(table.name)') WHERE type = 'BLOB'") { row in
        var columns = row.columns
        return columns.text()
      }
    }
    for column in table.audited {
      let isHidden = column.hasPrefix("sealed_") || column.hasSuffix("_hash") || secretNames.contains(column)
      #expect(!isHidden && !sealed.contains(column), "\(table.name).\(column)")
    }
  }
}
