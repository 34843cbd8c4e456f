import API
import ArgumentParser

/// Dispatches the command line: operations of the catalogue to ``OperationCommand``, everything else to ``Latchkey``.
@main
enum Program {
  static func main() async {
    PrivateFile.closeNewFiles()
    Output.prepare()
    let given = Array(CommandLine.arguments.dropFirst())
    let words: [String]
    do { words = try StaysFile.expanded(given) } catch let problem as Problem {
      problem.end(asJSON: given.contains("--json"))
    } catch {
      Problem(.unavailable, "\(error)").end(asJSON: given.contains("--json"))
    }
    let tree = CommandTree(catalogue)
    if let match = tree.match(words) { return await OperationCommand.run(match, of: tree) }
    await Latchkey.main()
  }
}
