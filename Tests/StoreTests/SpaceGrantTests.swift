import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("The grants that follow a space")
struct SpaceGrantTests {
  @Test("are those that have not ended, and in a sandbox also those that have", arguments: [false, true])
  func ended(isSandbox: Bool) async throws {
    let database = try freshDatabase()
    defer { database.close() }
    let (start, end) = (Instant.start, Instant.start + .seconds(60))
    let workspace = WorkspaceRecord(
      id: house, name: "House", isSandbox: isSandbox, createdAt: start, clockOffset: .zero)
    try await database.write { transaction in
      try transaction.save(workspace)
      try transaction.insert(
        UserIdentityRecord(
          id: "identity", workspaceID: house, sequence: 1, createdAt: start, key: nil, emailAddress: nil,
          fullName: "Jane", phoneNumber: nil, customerKey: nil, isStaff: false))
      let ends: [(String, Instant?)] = [("ended", end), ("running", end + .seconds(1)), ("open", nil)]
      for (sequence, (id, endsAt)) in ends.enumerated() {
        let grant = AccessGrantRecord.example(
          id: ID(id), sequence: sequence + 2, schedule: Schedule(startsAt: start, endsAt: endsAt))
        try transaction.insert(grant)
        try transaction.save([GrantSpace(id: "room", name: "Room")], of: grant.id)
      }
    }
    let found = try await database.read { try $0.accessGrants(onSpace: "room", in: house, now: end) }
    let expected: Set<String> = isSandbox ? ["ended", "running", "open"] : ["running", "open"]
    #expect(Set(found.map(\.id.text)) == expected)
  }
}
