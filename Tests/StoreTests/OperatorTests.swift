import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("The company account of an operator") struct OperatorAccounts {
  @Test("names one operator")
  func account() async throws {
    let database = try freshDatabase()
    defer { database.close() }
    let account = OpenIDAccount(issuer: "https://login.example", subject: "248")
    try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.insert(OperatorRecord(id: "ann", name: "Ann", account: account, createdAt: .start))
      try transaction.insert(OperatorRecord(id: "bob", name: "Bob", createdAt: .start))
    }
    let found = try await database.read { try $0.operator(account: account) }
    #expect(found?.id == "ann" && found?.account == account)
    let others = [
      OpenIDAccount(issuer: "https://login.example/", subject: "248"),
      OpenIDAccount(issuer: "https://login.example", subject: "249"),
    ]
    for other in others { #expect(try await database.read { try $0.operator(account: other) } == nil) }
    await #expect(throws: DatabaseError.self) {
      try await database.write { transaction in
        try transaction.insert(OperatorRecord(id: "cleo", name: "Cleo", account: account, createdAt: .start))
      }
    }
  }
}

@Suite("The role of an operator") struct OperatorRoles {
  @Test("is administrator for operators from before there were roles")
  func formerOperators() async throws {
    let database = try freshDatabase()
    defer { database.close() }
    let role = try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.insert(OperatorRecord(id: "ann", name: "Ann", createdAt: .start))
      try transaction.run("INSERT INTO operator_workspaces (operator_id, workspace_id) VALUES (?, ?)", "ann", house)
      return try transaction.role(of: "ann", in: house)
    }
    #expect(role == .administrator)
  }

  @Test("that this version does not know is the least")
  func unknownRole() async throws {
    let database = try freshDatabase()
    defer { database.close() }
    let role = try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.insert(OperatorRecord(id: "ann", name: "Ann", createdAt: .start))
      try transaction.setRole(.administrator, of: "ann", in: house)
      try transaction.run("UPDATE operator_workspaces SET role = ?", "superuser")
      return try transaction.role(of: "ann", in: house)
    }
    #expect(role == .viewer)
  }
}
