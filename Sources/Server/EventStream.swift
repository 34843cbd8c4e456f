import API
import Core
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Store
import Wire

/// The events of a workspace as server-sent events. Each bears its number in the log, so that a client that comes
/// again says the last one it had and misses none.
struct EventStream: Sendable {
  private static let chunk = 200
  /// After so much silence a comment is sent, which shows whether anybody still listens.
  private static let silence = Duration.seconds(15)

  let database: Database

  /// - Parameter mayGoOn: whether the caller may still see events; the stream ends once it may not.
  /// - Throws: ``APIError`` for parameters that say nothing, and for a place in the log whose events are forgotten.
  func respond(
    to request: Request, in workspace: ID<Workspace>, while mayGoOn: @escaping @Sendable () async -> Bool
  ) async throws -> Response {
    let after = try await place(request, in: workspace)
    let types = try types(request)
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        try await send(after, types, of: workspace, while: mayGoOn, to: &writer)
        try await writer.finish(nil)
      })
  }

  /// The number of the last event that the client had: as it says, else that of the last there is.
  private func place(_ request: Request, in workspace: ID<Workspace>) async throws -> Int {
    let given = request.headers[lastEventIDHeader] ?? request.uri.queryParameters["after"].map(String.init)
    let (first, last) = try await database.read { connection in
      (try connection.firstEventSequence(in: workspace), try connection.lastEventSequence(in: workspace))
    }
    guard let given else { return last }
    guard let number = Int(given), (0...last).contains(number) else {
      throw APIError.invalidInput("after", "Expected the number of an event; the last one's is \(last)")
    }
    if let first, number < first - 1, number > 0 || first > 1 { throw APIError.eventsForgotten(first: first) }
    return number
  }

  private func types(_ request: Request) throws -> [String]? {
    let given = request.uri.queryParameters.getAll("event_types")
    if let unknown = given.first(where: { EventType(rawValue: $0) == nil }) { throw APIError.invalidEventTypes(unknown) }
    return given.isEmpty ? nil : given
  }

  private func send(
    _ start: Int, _ types: [String]?, of workspace: ID<Workspace>, while mayGoOn: @Sendable () async -> Bool,
    to writer: inout any ResponseBodyWriter
  ) async throws {
    let signal = Signal()
    let listener = database.bell.listen { signal.set() }
    defer { database.bell.stop(listener) }
    try await withGracefulShutdownHandler {
      try await writer.write(ByteBuffer(string: ": events after \(start)\n\n"))
      var after = start
      while !Task.isCancelled, !Task.isShuttingDownGracefully, await mayGoOn() {
        let place = after
        let events = try await database.read {
          try $0.events(after: place, types: types, limit: Self.chunk, in: workspace)
        }
        if let last = events.last {
          after = last.sequence
          try await writer.write(ByteBuffer(string: events.map(text).joined()))
        } else if await !signal.wait(upTo: Self.silence) {
          try await writer.write(ByteBuffer(string: ": nothing new\n\n"))
        }
      }
    } onGracefulShutdown: {
      signal.set()
    }
  }

  private func text(_ event: LoggedEvent) -> String {
    "id: \(event.sequence)\nevent: \(event.type)\ndata: \(event.body)\n\n"
  }
}

// A valid header name, a constant of this file.
private let lastEventIDHeader = HTTPField.Name("last-event-id")!
