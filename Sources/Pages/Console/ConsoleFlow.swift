import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization
import Wire

/// The body of a response that is written while it is made: a download, or a stream of events.
struct ConsoleFlow: Sendable {
  enum Kind: Sendable {
    case download(name: String, type: String)
    /// - Parameter place: kept until the stream ends.
    case events(place: any Sendable)
  }

  /// The time without events after which a comment is sent, to detect lost browsers.
  private static let silence = Duration.seconds(15)
  /// A session that has ended is noticed this fast.
  private static let patience = Duration.seconds(1)

  let kind: Kind
  let body: @Sendable (ConsoleFileWriter) async throws -> Void
  /// Whether the operator may still see it.
  let mayGoOn: @Sendable () async throws -> Bool

  func response(to request: Request) -> Response {
    Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        defer { withExtendedLifetime(kind) {} }
        let handover = Handover()
        if isStream {
          try await request.body.consumeWithInboundCloseHandler { _ in
            try await send(handover, to: &writer)
          } onInboundClosed: {
            handover.close()
          }
        } else {
          try await send(handover, to: &writer)
        }
        try await writer.finish(nil)
      })
  }

  private var isStream: Bool {
    switch kind {
    case .download: false
    case .events: true
    }
  }

  private var headers: HTTPFields {
    switch kind {
    case .download(let name, let type):
      ConsoleFrame.headers.with(.contentType, type)
        .with(.contentDisposition, "attachment; filename=\"\(name.filter(Self.isPlain))\"")
    case .events: ConsoleFrame.headers.with(.contentType, "text/event-stream")
    }
  }

  /// Whether a character may be in the name of a file.
  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
  }

  /// The body has ended although it was not complete, so that a browser does not take a part for the whole.
  private struct CutOff: Error {}

  private func send(_ handover: Handover, to writer: inout any ResponseBodyWriter) async throws {
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      defer {
        handover.close()
        tasks.cancelAll()
      }
      tasks.addTask {
        defer { handover.finish() }
        try await body(ConsoleFileWriter { try await handover.give($0) })
      }
      try await withGracefulShutdownHandler {
        try await pass(handover, to: &writer)
      } onGracefulShutdown: {
        if isStream { handover.close() }
      }
      // The error of a body that failed ends the response.
      if !isStream { try await tasks.waitForAll() }
    }
  }

  /// Writes what the body gives, until either side ends.
  private func pass(_ handover: Handover, to writer: inout any ResponseBodyWriter) async throws {
    var checked = Deadline(in: Self.patience)
    while true {
      let parts = handover.take()
      if parts.isEmpty, handover.isOver { return }
      let isSilent = parts.isEmpty ? await !handover.wait(upTo: Self.silence) : false
      if isSilent || checked.isOver {
        guard (try? await mayGoOn()) ?? false else {
          for part in parts { part.taken.resume(throwing: CutOff()) }
          if isStream { return }
          throw CutOff()
        }
        checked = Deadline(in: Self.patience)
      }
      if isSilent, isStream { try await writer.write(ByteBuffer(string: ": nothing new\n\n")) }
      try await write(parts, to: &writer)
    }
  }

  private func write(_ parts: [Handover.Part], to writer: inout any ResponseBodyWriter) async throws {
    for (index, part) in parts.enumerated() {
      do { try await writer.write(ByteBuffer(string: part.text)) } catch {
        for rest in parts[index...] { rest.taken.resume(throwing: error) }
        throw error
      }
      part.taken.resume()
    }
  }
}

/// Hands the parts of a body over to the task that writes them. A giver waits until it is written, so that a
/// slow browser slows the body down.
private final class Handover: Sendable {
  struct Part: Sendable {
    let text: String
    let taken: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var parts: [Part] = []
    var isFinished = false
    var isClosed = false
  }

  private let state = Mutex(State())
  private let signal = Signal()

  /// Gives a part, and waits until it is written.
  func give(_ text: String) async throws {
    try await withCheckedThrowingContinuation { (taken: CheckedContinuation<Void, any Error>) in
      let isClosed = state.withLock { state in
        if !state.isClosed { state.parts.append(Part(text: text, taken: taken)) }
        return state.isClosed
      }
      if isClosed { taken.resume(throwing: CancellationError()) } else { signal.set() }
    }
  }

  /// The parts that wait. The taker resumes who gave them.
  func take() -> [Part] {
    state.withLock { state in
      defer { state.parts = [] }
      return state.parts
    }
  }

  /// The body has given all of its parts.
  func finish() {
    state.withLock { $0.isFinished = true }
    signal.set()
  }

  /// Nobody takes parts any longer.
  func close() {
    let parts = state.withLock { state in
      state.isClosed = true
      defer { state.parts = [] }
      return state.parts
    }
    for part in parts { part.taken.resume(throwing: CancellationError()) }
    signal.set()
  }

  var isOver: Bool { state.withLock { $0.isFinished || $0.isClosed } }

  /// Returns false if nothing happened in the time.
  func wait(upTo limit: Duration) async -> Bool { await signal.wait(upTo: limit) }
}
