import API
import ArgumentParser
import Foundation
import Wire

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
      let client = DemoClient(endpoint: endpoint, key: key, cloud: cloud)
      let story = DemoStory(client: client, stage: DemoStage(isJSON: json))
      let outcome = await Result { try await story.play() }
      try await client.end()
      try outcome.get()
    }
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: @Sendable () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
