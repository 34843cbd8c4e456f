import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

/// Every column that a record names is a column of its table.
@Suite("A table") struct TableTests {
  private static let tables: [(name: String, columns: [String])] = [
    described(AcsAccessGroupRecord.self), described(AcsCredentialRecord.self), described(AcsEntranceRecord.self),
    described(AcsSystemRecord.self), described(AcsUserRecord.self), described(AccessTokenRecord.self),
    described(ActionAttemptRecord.self), described(APIKeyRecord.self), described(ClientSessionRecord.self),
    described(ConnectedAccountRecord.self), described(ConnectWebviewRecord.self), described(EnrollmentAutomation.self),
    described(GuestAccountRow.self), described(OperatorRecord.self), described(OperatorSessionRecord.self),
    described(PhoneRecord.self),
    described(SiteUserRecord.self), described(SpaceRecord.self), described(UserIdentityRecord.self),
    described(WebhookRecord.self),
    described(WorkspaceRecord.self), described(AccessGrantRecord.self), described(AccessMethodRecord.self),
    described(GrantGroupRecord.self), described(AuditEntryRecord.self),
  ]

  private static func described<Record: Stored>(_: Record.Type) -> (name: String, columns: [String]) {
    (Record.table.name, Record.table.writtenNames)
  }

  @Test("has the columns of its record, each once", arguments: tables.indices)
  func columns(index: Int) async throws {
    let (name, columns) = Self.tables[index]
    #expect(columns.count > 2)
    #expect(Set(columns).count == columns.count, "\(name)")
    let known = try await freshDatabase().read { connection in
      try connection.all("SELECT name FROM pragma_table_info('\(name)')") { row in
        var columns = row.columns
        return columns.text()
      }
    }
    #expect(Set(columns).subtracting(known) == [], "\(name)")
  }
}
