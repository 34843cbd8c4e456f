import API
import ArgumentParser

struct Latchkey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latchkey", abstract: "Self-hosted access control: the Seam API for Salto KS.",
    discussion: OperationHelp.overview(of: CommandTree(catalogue)), version: programVersion,
    subcommands: [
      Serve.self, HealthCommand.self, Admin.self, Backup.self, Restore.self, PhoneCommand.self, CardCommand.self,
      VirtualSaltoKSCommand.self, Demo.self, OpenAPIDocument.self,
      Completion.self, CompletionWordsCommand.self,
    ])
}
