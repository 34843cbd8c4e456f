import API
import ArgumentParser

/// Hands the command line to whom it belongs: operations are found in the catalogue, everything else is
/// ``Latchkey``'s.
@main
enum Program {
  static func main() async {
    PrivateFile.closeNewFiles()
    Output.prepare()
    let words = Array(CommandLine.arguments.dropFirst())
    let tree = CommandTree(catalogue)
    if let match = tree.match(words) { return await OperationCommand.run(match, of: tree) }
    await Latchkey.main()
  }
}
