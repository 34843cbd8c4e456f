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

  /// The name of the workspace.
  var name: String { "Scenario \(scenario.name)" }

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
