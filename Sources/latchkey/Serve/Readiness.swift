import Foundation
import Wire

/// Collects the conditions that must hold before the server reports that it is ready.
actor Readiness {
  private let settings: ServeSettings
  private let workspace: ScenarioWorkspace?
  /// The socket of the embedded cloud's doors.
  private let radio: String?
  private var port: Int?
  private var cloudURL: String?
  private var isImported = false
  private let cloudSignal = Signal()

  init(settings: ServeSettings, workspace: ScenarioWorkspace?, radio: String?) {
    self.settings = settings
    self.workspace = workspace
    self.radio = radio
  }

  func cloudRuns(at url: String) {
    cloudURL = url
    cloudSignal.set()
  }

  /// The base address of the virtual cloud, once it runs. Supports one caller.
  ///
  /// - Throws: `CancellationError`.
  func cloud() async throws -> String {
    while true {
      if let cloudURL { return cloudURL }
      try Task.checkCancellation()
      await cloudSignal.wait(upTo: .seconds(60))
    }
  }

  func serverRuns(at port: Int) {
    self.port = port
    announce()
  }

  func accountIsImported() {
    isImported = true
    announce()
  }

  private func announce() {
    guard let port, isImported || workspace == nil else { return }
    let endpoint = baseURL(settings.host, port, isSecure: settings.certificate != nil)
    settings.logForm.say("Latchkey is listening at \(endpoint)")
    guard let readyFile = settings.readyFile else { return }
    var members: [String: JSON] = [
      "endpoint": .string(endpoint), "pid": .int(Int(ProcessInfo.processInfo.processIdentifier)),
    ]
    if let workspace {
      members["workspace_id"] = .string(workspace.file.workspaceID.text)
      members["api_key"] = .string(workspace.file.apiKey)
      members["virtual_salto_ks"] = cloudURL.map(JSON.string) ?? .null
      members["virtual_radio"] = radio.map(JSON.string) ?? .null
    }
    // The file contains an API key.
    do { try PrivateFile.write(Data(JSON.object(members).bytes), to: readyFile) } catch {
      settings.logForm.say("The ready file \(readyFile) cannot be written")
    }
  }
}
