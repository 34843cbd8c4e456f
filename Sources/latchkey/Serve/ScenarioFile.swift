import API
import Core
import Foundation
import Operations
import Store
import Wire

/// The credentials of a scenario's workspace, stored in the data folder for its owner only.
struct ScenarioFile {
  var workspaceID: ID<Workspace>
  var connectedAccountID: ID<ConnectedAccount>
  var scenario: String
  var apiKey: String

  private static let name = "scenario.json"

  /// Loads the file of a folder, or returns nil if it does not exist.
  static func load(_ folder: DataFolder) throws -> ScenarioFile? {
    guard let data = try? Data(contentsOf: folder.file(name)) else { return nil }
    guard let json = try? JSON.parse(data), let workspace = json["workspace_id"]?.text,
      let account = json["connected_account_id"]?.text, let scenario = json["scenario"]?.text,
      let apiKey = json["api_key"]?.text
    else { throw Problem(.data, "\(folder.file(name).path) is corrupt; start with an empty folder by --data") }
    return ScenarioFile(
      workspaceID: ID(workspace), connectedAccountID: ID(account), scenario: scenario, apiKey: apiKey)
  }

  static func remove(_ folder: DataFolder) { try? FileManager.default.removeItem(at: folder.file(name)) }

  func save(_ folder: DataFolder) throws {
    let json = JSON.object([
      "workspace_id": .string(workspaceID.text), "connected_account_id": .string(connectedAccountID.text),
      "scenario": .string(scenario), "api_key": .string(apiKey),
    ])
    try folder.write(Data(json.bytes), to: Self.name)
  }
}

extension ScenarioFile: CustomStringConvertible, CustomReflectable {
  var description: String { "ScenarioFile(\(scenario))" }
  /// Hides the keys from logs and dumps.
  var customMirror: Mirror { Mirror(self, children: ["scenario": scenario]) }
}
