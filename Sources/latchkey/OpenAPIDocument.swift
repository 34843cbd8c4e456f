import API
import ArgumentParser
import Wire

struct OpenAPIDocument: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi", abstract: "Print the OpenAPI document, or the operations as Markdown.")
  @Flag(help: "Print the operations as Markdown, as in docs/api.md.") var markdown = false

  func run() {
    let text =
      markdown
      ? Array(apiDocument(catalogue, routes: plainRoutes).utf8)
      : openAPIDocument(catalogue, routes: plainRoutes).bytes + [0x0A]
    Output.write(text)
  }
}
