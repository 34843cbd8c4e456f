import API
import Core
import Foundation
import Store
import TestKit
import Testing
import VirtualSaltoKS
import Wire

@testable import latchkey

private struct House {
  let database: Database
  let key: [UInt8]

  init(key: UInt8 = 1) throws {
    database = try freshDatabase()
    self.key = [UInt8](repeating: key, count: Seal.keyLength)
  }

  /// Starts a server with a folder of its own.
  func start(
    _ folder: DataFolder, key: [UInt8]? = nil, isCloudEmbedded: Bool = false, seed: UInt64
  ) async throws -> ScenarioWorkspace {
    let surroundings = Surroundings(clock: .machine, identifiers: .seeded(seed)) { UInt8(truncatingIfNeeded: seed) }
    return try await ScenarioPreparing(
      scenario: .guide, folder: folder, database: database, seal: try Seal(key: key ?? self.key),
      surroundings: surroundings, isShared: true, isCloudEmbedded: isCloudEmbedded
    ).workspace()
  }
}

private func newFolder() throws -> DataFolder {
  try DataFolder(FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString)").path)
}

@Suite("Scenarios of several servers") struct SharedScenarios {
  @Test("are one workspace with one key, also if the servers start at the same time")
  func oneWorkspace() async throws {
    let house = try House()
    defer { house.database.close() }
    let folders = try (0..<4).map { _ in try newFolder() }
    let keys = try await withThrowingTaskGroup(of: String.self) { group in
      for (seed, folder) in folders.enumerated() {
        group.addTask { try await house.start(folder, seed: UInt64(seed)).file.apiKey }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
    let workspaces = try await house.database.read { try $0.workspaces() }
    #expect(workspaces.map { $0.name } == ["Scenario guide"])
  }

  @Test("are refused with a cloud in the folder of another server")
  func embeddedCloud() async throws {
    let house = try House()
    defer { house.database.close() }
    let folder = try newFolder()
    let first = try await house.start(folder, isCloudEmbedded: true, seed: 1)
    await #expect(throws: Problem.self) { try await house.start(newFolder(), isCloudEmbedded: true, seed: 2) }
    let fresh = [UInt8](repeating: 2, count: Seal.keyLength)
    let refusal = await #expect(throws: Problem.self) {
      try await house.start(newFolder(), key: fresh, isCloudEmbedded: true, seed: 2)
    }
    #expect(refusal?.description.contains("--virtual-salto-ks") == true)
    let again = try await house.start(folder, isCloudEmbedded: true, seed: 3)
    #expect(again.file.workspaceID == first.file.workspaceID)
  }

  @Test("need the file of the first server if the seal key was changed meanwhile")
  func changedKey() async throws {
    let house = try House()
    defer { house.database.close() }
    let folder = try newFolder()
    let first = try await house.start(folder, seed: 1)
    let fresh = [UInt8](repeating: 2, count: Seal.keyLength)
    await #expect(throws: Problem.self) { try await house.start(newFolder(), key: fresh, seed: 2) }
    let other = try newFolder()
    try folder.copyFile("scenario.json", to: other)
    let again = try await house.start(other, key: fresh, seed: 3)
    #expect(again.file.apiKey == first.file.apiKey)
  }
}
