import API
import Core
import Foundation
import Operations
import Store
import Wire

/// What a scenario's workspace is reached by, kept once in the data folder for the owner only.
struct ScenarioFile {
  var workspaceID: ID<Workspace>
  var connectedAccountID: ID<ConnectedAccount>
  var scenario: String
  var apiKey: String

  private static let name = "scenario.json"

  /// The file of a folder, or nil where none was written yet.
  static func load(_ folder: DataFolder) throws -> ScenarioFile? {
    guard let data = try? Data(contentsOf: folder.file(name)) else { return nil }
    guard let json = try? JSON.parse(data), let workspace = json["workspace_id"]?.text,
      let account = json["connected_account_id"]?.text, let scenario = json["scenario"]?.text,
      let apiKey = json["api_key"]?.text
    else { throw Problem(.data, "\(folder.file(name).path) is corrupt; start with an empty folder by --data") }
    return ScenarioFile(
      workspaceID: ID(workspace), connectedAccountID: ID(account), scenario: scenario, apiKey: apiKey)
  }

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
  /// Shows no key, whoever looks.
  var customMirror: Mirror { Mirror(self, children: ["scenario": scenario]) }
}
