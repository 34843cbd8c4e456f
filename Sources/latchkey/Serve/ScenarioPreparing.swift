import API
import Core
import Engine
import Foundation
import Operations
import Store
import VirtualSaltoKS
import Wire

/// Finds or creates the workspace of a scenario.
struct ScenarioPreparing {
  let scenario: Scenario
  let folder: DataFolder
  let database: Database
  let seal: Seal
  let surroundings: Surroundings
  /// Whether other servers may use the database.
  let isShared: Bool
  let isCloudEmbedded: Bool

  /// The workspace, as the folder's file names it. The next start completes what a crash interrupted.
  func workspace() async throws -> ScenarioWorkspace {
    if let file = try ScenarioFile.load(folder) {
      guard file.scenario == scenario.name else {
        throw Problem(
          .configuration,
          "the folder contains the scenario \(file.scenario); start with that scenario, or with an empty folder")
      }
      let prepared = ScenarioWorkspace(file: file, scenario: scenario)
      _ = try await complete(prepared)
      return prepared
    }
    let prepared = ScenarioWorkspace(file: try isShared ? sharedFile() : ownFile(), scenario: scenario)
    if isShared { try await checkOthers(of: prepared) }
    try prepared.file.save(folder)
    if try await !complete(prepared), isCloudEmbedded {
      ScenarioFile.remove(folder)
      throw cloudIsElsewhere
    }
    return prepared
  }

  private func ownFile() -> ScenarioFile {
    ScenarioFile(
      workspaceID: surroundings.identifiers.next(), connectedAccountID: surroundings.identifiers.next(),
      scenario: scenario.name, apiKey: APIKeyToken(isSandbox: true, random: surroundings.random).secretText)
  }

  /// Every server with the same seal key makes the same file, so that several can start at the same time.
  private func sharedFile() throws -> ScenarioFile {
    var bytes = try seal.bytes(for: "scenario \(scenario.name) key", count: 1024)[...]
    let token = APIKeyToken(isSandbox: true) { bytes.popFirst() ?? 0 }
    return ScenarioFile(
      workspaceID: try identifier("workspace"), connectedAccountID: try identifier("account"),
      scenario: scenario.name, apiKey: token.secretText)
  }

  private func identifier<Owner>(_ name: String) throws -> ID<Owner> {
    let bytes = try seal.bytes(for: "scenario \(scenario.name) \(name)", count: 8)
    let word = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let start = Instant(microseconds: scenario.startsAt ?? 0)
    return Identifiers(clock: SystemClock { start }) { word }.next()
  }

  /// Refuses a scenario that another server has, unless it is the same one with a cloud of its own.
  private func checkOthers(of prepared: ScenarioWorkspace) async throws {
    let known = try await database.read { try $0.workspaces() }
    if known.contains(where: { $0.id == prepared.file.workspaceID }) {
      if isCloudEmbedded { throw cloudIsElsewhere }
    } else if known.contains(where: { $0.isSandbox && $0.name == prepared.name }) {
      if isCloudEmbedded { throw cloudIsElsewhere }
      throw Problem(
        .configuration,
        "the database already has a workspace of the scenario \(scenario.name); copy scenario.json from the folder of the server that created it to \(folder.url.path)"
      )
    }
  }

  private var cloudIsElsewhere: Problem {
    Problem(
      .configuration,
      "the virtual cloud of the database's scenario is in the folder of another server; for several servers run latchkey virtual-salto-ks and give its address to each by --virtual-salto-ks"
    )
  }

  /// Writes the missing records.
  ///
  /// - Returns: Whether this server wrote them.
  private func complete(_ prepared: ScenarioWorkspace) async throws -> Bool {
    let file = prepared.file
    guard try await database.read({ try $0.workspace(file.workspaceID) }) == nil else { return false }
    guard let token = APIKeyToken(file.apiKey) else { throw Problem(.data, "the key in scenario.json is invalid") }
    let now = surroundings.clock.now()
    let beginning = try prepared.beginning(seal)
    let start = beginning.startsAt ?? now
    let workspace = WorkspaceRecord(
      id: file.workspaceID, name: prepared.name, isSandbox: true, createdAt: start, clockOffset: start - now)
    let key = APIKeyRecord(
      id: surroundings.identifiers.next(), workspaceID: workspace.id, name: "Scenario", shortToken: token.shortToken,
      longTokenHash: token.longTokenHash, createdAt: now)
    do {
      try await database.write(in: workspace.id, at: start, by: .rule(.scenario)) { transaction in
        try transaction.save(workspace)
        try transaction.insert(key)
        if let (account, credentials) = beginning.account {
          try transaction.insert(account, isVirtual: true, sealedCredentials: credentials)
        }
      }
      return true
    } catch let error as DatabaseError {
      // Another server that started at the same time may have been faster.
      guard try await database.read({ try $0.workspace(file.workspaceID) }) != nil else { throw error }
      return false
    }
  }
}
