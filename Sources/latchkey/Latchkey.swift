import ArgumentParser

@main
struct Latchkey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latchkey", abstract: "Access control with the Seam API in front and Salto KS behind.",
    subcommands: [Serve.self, Admin.self, VirtualSaltoKSCommand.self, Demo.self, OpenAPIDocument.self])
}
