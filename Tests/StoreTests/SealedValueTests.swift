import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("Sealed values")
struct SealedValueTests {
  private let database: Database
  private let older = Array(repeating: UInt8(1), count: Seal.keyLength)
  private let newer = Array(repeating: UInt8(2), count: Seal.keyLength)

  init() throws { database = try freshDatabase() }

  private func reseal() async throws {
    let keys = [newer, older]
    _ = try await database.reseal(try Seal { keys }, at: .start, by: .commandLine)
  }

  private func opensWithNewerOnly() async throws -> Bool? { try await database.opens(try Seal(key: newer)) }

  @Test("do not count as sealed with a newer key until all of them are")
  func brokenOff() async throws {
    try await database.keepCheck(of: try Seal(key: older), at: .start, by: .commandLine)
    let account = ConnectedAccountRecord.example()
    let credentials = try Seal(key: older).sealed([1], place: account.credentialsPlace)
    // No key decrypts the tokens, which are resealed after the credentials.
    let guest = GuestAccountRow(
      workspaceID: house, userIdentityID: "identity", connectedAccountID: account.id, sealedTokens: [1])
    try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.insert(account, isVirtual: true, sealedCredentials: credentials)
      try transaction.save(guest)
    }
    await #expect(throws: Seal.Broken.self) { try await reseal() }
    #expect(try await opensWithNewerOnly() == false)
    try await database.write { _ = try $0.run("DELETE FROM guest_accounts") }
    try await reseal()
    #expect(try await opensWithNewerOnly() == true)
  }
}
