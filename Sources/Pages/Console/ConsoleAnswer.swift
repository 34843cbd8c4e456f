/// What a section answers.
enum ConsoleAnswer: Sendable {
  case page(ConsolePage)
  /// After a change: 303 to an address of the workspace, such as `people/ID`. The query may have `done=KEY`, which gets
  /// a mark, so that a link of somebody else reports nothing.
  case seeOther(String)
  /// A file to download. The body streams, so that long exports are bounded in memory.
  case file(name: String, contentType: String, body: @Sendable (ConsoleFileWriter) async throws -> Void)
  /// Server-sent events (rows of live lists): ends with the session, the browser or the server.
  case stream(@Sendable (ConsoleFileWriter) async throws -> Void)
}

/// Writes the body of a response in parts. A part is sent before the next one is made.
struct ConsoleFileWriter: Sendable {
  private let send: @Sendable (String) async throws -> Void

  init(_ send: @escaping @Sendable (String) async throws -> Void) { self.send = send }

  func write(_ text: String) async throws { try await send(text) }
}
