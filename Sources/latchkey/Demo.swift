import ArgumentParser

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Play the guide's story against a running server.")
  @Option(help: "The ready file of the server.") var readyFile: String

  func run() async throws {}
}
