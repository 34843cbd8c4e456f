import ArgumentParser
import Foundation
import SeamClient

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play the guide's story against a running server with the scenario guide.")

  @Option(help: "The file that the server wrote once it was ready.") var readyFile: String
  @Flag(help: "Print the credential and the door tries as JSON.") var json = false

  func run() async throws {
    try await reportingProblems {
      guard let data = try? Data(contentsOf: URL(fileURLWithPath: readyFile)), let ready = try? JSON.parse(data),
        let endpoint = ready["endpoint"]?.text, let key = ready["api_key"]?.text,
        let cloud = ready["virtual_salto_ks"]?.text
      else {
        throw Problem(.notFound, "\(readyFile) is no ready file; start `latchkey serve --scenario guide --ready-file …`")
      }
      let seam = Seam(apiKey: key, endpoint: endpoint, configuration: Configuration(timeout: .seconds(60)))
      do {
        try await DemoStory(seam: seam, site: DemoSite(cloud: cloud), stage: DemoStage(isJSON: json)).play()
      } catch let error as SeamError {
        throw Problem(.unavailable, "the server refused a step: \(error); start it on an empty folder")
      }
    }
  }
}
