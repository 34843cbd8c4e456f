/// The style sheet of the console, in layers.
enum ConsoleStyle {
  static let sheet = [
    "@layer tokens, base, layout, components, pages, print;", tokens, base, layout, navigation, panels, tables, forms,
    explanations, pages, print,
  ].joined(separator: "\n")
}
