import Mustache

/// All templates of the console, which are parsed once.
enum ConsoleLibrary {
  private static let library = Result { try parsed() }

  private struct NoTemplate: Error { let name: String }

  /// Fills a template. It escapes all values except those in triple braces.
  static func render(_ name: String, _ context: ConsoleContext) throws -> String {
    guard let text = try library.get().render(context, withTemplate: name) else { throw NoTemplate(name: name) }
    return text
  }

  /// Two sections must not share the name of a template.
  private static func parsed() throws -> MustacheLibrary {
    var library = MustacheLibrary()
    let own = [ConsoleTemplates.parts, ConsoleTemplates.frame, ConsoleTemplates.outside]
    for (name, text) in (own + ConsoleSections.all.map { $0.templates }).joined() {
      precondition(library.getTemplate(named: name) == nil, "two templates have the name \(name)")
      library.register(try PageEscapes.template(text), named: name)
    }
    return library
  }
}
