import API
import Core
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import ServiceLifecycle
import Store
import Synchronization
import Wire

/// The events of a workspace as server-sent events. The ID of each is its sequence number, so that a client that
/// reconnects can resume after the last event it received.
struct EventStream: Sendable {
  private static let chunk = 200

  let database: Database
  let places: StreamPlaces

  /// - Parameter mayGoOn: whether the caller is still allowed to see events. If not, the stream ends.
  /// - Throws: ``APIError`` for invalid parameters, for a number whose events have been deleted, and if the
  ///   caller or the server has too many streams open.
  func respond(
    to request: Request, of caller: Authenticator.Proof, while mayGoOn: @escaping @Sendable () async -> Bool
  ) async throws -> Response {
    let workspace = caller.workspaceID
    let given = request.headers[lastEventIDHeader] ?? request.uri.queryParameters["after"].map(String.init)
    let after = try await StreamStart.number(given, in: workspace, database)
    let types = try types(request)
    let room = try places.take(for: "\(workspace)/\(caller.token)")
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        defer { withExtendedLifetime(room) {} }
        let ending = Ending()
        try await request.body.consumeWithInboundCloseHandler { _ in
          try await send(after, types, of: workspace, until: ending, while: mayGoOn, to: &writer)
        } onInboundClosed: {
          ending.begin()
        }
        try await writer.finish(nil)
      })
  }

  /// Wakes a stream, and reports whether its client is gone.
  private final class Ending: Sendable {
    let signal = Signal()
    private let hasBegun = Atomic(false)
    var isOver: Bool { hasBegun.load(ordering: .relaxed) }

    func begin() {
      hasBegun.store(true, ordering: .relaxed)
      signal.set()
    }
  }

  private func types(_ request: Request) throws -> [String]? {
    let given = request.uri.queryParameters.getAll("event_types")
    if let unknown = given.first(where: { EventType(rawValue: $0) == nil }) {
      throw APIError.invalidEventTypes(unknown)
    }
    return given.isEmpty ? nil : given
  }

  private func send(
    _ start: Int, _ types: [String]?, of workspace: ID<Workspace>, until ending: Ending,
    while mayGoOn: @Sendable () async -> Bool, to writer: inout any ResponseBodyWriter
  ) async throws {
    let signal = ending.signal
    let listener = database.bell.listen(to: .events(workspace)) { _ in signal.set() }
    defer { database.bell.stop(listener) }
    try await withGracefulShutdownHandler {
      try await writer.write(ByteBuffer(string: ": events after \(start)\n\n"))
      var after = start
      while !ending.isOver, !Task.isCancelled, !Task.isShuttingDownGracefully, await mayGoOn() {
        let place = after
        let events = try await database.read {
          try $0.events(after: place, types: types, limit: Self.chunk, in: workspace)
        }
        if let last = events.last {
          after = last.sequence
          try await writer.write(ByteBuffer(string: events.map(text).joined()))
        } else if await !signal.wait(upTo: StreamStart.silence), !ending.isOver {
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
