import API
import ArgumentParser

/// Dispatches the command line: operations of the catalogue to ``OperationCommand``, everything else to ``Latchkey``.
@main
enum Program {
  static func main() async {
    PrivateFile.closeNewFiles()
    Output.prepare()
    let tree = CommandTree(catalogue)
    if let match = tree.match(Array(CommandLine.arguments.dropFirst())) {
      return await OperationCommand.run(match, of: tree)
    }
    await Latchkey.main()
  }
}
