import API
import Core
import Engine
import Foundation
import Operations
import SaltoKS
import Store
import VirtualSaltoKS
import Wire

/// The sandbox workspace of a scenario, and its virtual account.
struct ScenarioWorkspace {
  let file: ScenarioFile
  let scenario: Scenario

  /// Finds or creates the workspace of the folder. The next start completes what a crash interrupted.
  static func prepare(
    _ scenario: Scenario, _ folder: DataFolder, _ database: Database, _ seal: Seal, _ surroundings: Surroundings
  ) async throws -> ScenarioWorkspace {
    if let file = try ScenarioFile.load(folder) {
      guard file.scenario == scenario.name else {
        throw Problem(
          .configuration,
          "the folder contains the scenario \(file.scenario); start with that scenario, or with an empty folder")
      }
      let prepared = ScenarioWorkspace(file: file, scenario: scenario)
      try await prepared.complete(database, seal, surroundings)
      return prepared
    }
    let identifiers = surroundings.identifiers
    let token = APIKeyToken(isSandbox: true, random: surroundings.random)
    let file = ScenarioFile(
      workspaceID: identifiers.next(), connectedAccountID: identifiers.next(), scenario: scenario.name,
      apiKey: token.secretText)
    try file.save(folder)
    let prepared = ScenarioWorkspace(file: file, scenario: scenario)
    try await prepared.complete(database, seal, surroundings)
    return prepared
  }

  /// Writes the missing records.
  private func complete(_ database: Database, _ seal: Seal, _ surroundings: Surroundings) async throws {
    let file = file
    guard try await database.read({ try $0.workspace(file.workspaceID) }) == nil else { return }
    guard let token = APIKeyToken(file.apiKey) else { throw Problem(.data, "the key in scenario.json is invalid") }
    let now = surroundings.clock.now()
    let beginning = try beginning(seal)
    let start = beginning.startsAt ?? now
    let workspace = WorkspaceRecord(
      id: file.workspaceID, name: "Scenario \(scenario.name)", isSandbox: true, createdAt: start,
      clockOffset: start - now)
    let key = APIKeyRecord(
      id: surroundings.identifiers.next(), workspaceID: workspace.id, name: "Scenario", shortToken: token.shortToken,
      longTokenHash: token.longTokenHash, createdAt: now)
    try await database.write(in: workspace.id, at: start, by: .rule(.scenario)) { transaction in
      try transaction.save(workspace)
      try transaction.insert(key)
      if let (account, credentials) = beginning.account {
        try transaction.insert(account, isVirtual: true, sealedCredentials: credentials)
      }
    }
  }

  /// The workspace's initial state, also after a reset.
  func beginning(_ seal: Seal) throws -> SandboxBeginning {
    guard let start = scenario.startsAt.map({ Instant(microseconds: $0) }) else {
      return SandboxBeginning(startsAt: nil, account: nil)
    }
    let account = ConnectedAccountRecord(
      id: file.connectedAccountID, workspaceID: file.workspaceID, sequence: 1, createdAt: start,
      emailAddress: Scenario.username, fault: nil, provider: Brand.saltoKS.kinds.provider.rawValue)
    let sealed = try seal.sealed(Self.credentials.bytes, place: account.credentialsPlace)
    return SandboxBeginning(startsAt: start, account: (account, sealed))
  }

  /// The integration's own credentials at the virtual cloud.
  static let credentials = SaltoKSCredentials(
    username: Scenario.username, password: Scenario.password, clientID: Scenario.clientID,
    clientSecret: Scenario.clientSecret)

  /// The virtual cloud of the scenario.
  func tenant(at url: String, _ deadlines: Deadlines) -> SaltoKSTenant {
    SaltoKSTenant(
      provider: Brand.saltoKS.kinds.provider.rawValue, name: Brand.saltoKS.name,
      configuration: SaltoKSConfiguration(apiURL: url, identityURL: url, deadlines: deadlines),
      credentials: Self.credentials, guestClientID: Scenario.guestClientID,
      administratorClientID: Scenario.signInClientID)
  }

  /// The IDs in the guide, by the names of the same objects in the virtual cloud.
  static let pins: AccountImport.Pins = [
    Scenario.siteID: "11111111-1111-1111-1111-111111111111",
    Scenario.groups[0].id: "555555-5555",
    Scenario.groups[1].id: "666666-6666",
    Scenario.groups[2].id: "777777-7777",
  ]
}
