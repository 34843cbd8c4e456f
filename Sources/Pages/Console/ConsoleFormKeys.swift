import Mustache

/// A value of templates that is another key for each form, so that a form that is sent twice is recognized.
struct ConsoleFormKeys: MustacheCustomRenderable, Sendable {
  let new: @Sendable () -> String

  var renderText: String { new() }
  var isNull: Bool { false }
}
