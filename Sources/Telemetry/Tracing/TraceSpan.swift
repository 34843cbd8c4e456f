package import ServiceContextModule
import Synchronization
package import Tracing

/// A span in progress.
package final class TraceSpan: Span {
  private struct State {
    var name: String
    var attributes = SpanAttributes()
    var status: SpanStatus?
    var isOver = false
  }

  package let context: ServiceContext
  private let place: TraceParent
  private let parentID: String?
  private let kind: SpanKind
  private let start: UInt64
  private let state: Mutex<State>
  private let finish: @Sendable (FinishedSpan) -> Void

  /// - Parameter finish: receives the finished span. Not called for spans that are not sampled.
  init(
    _ name: String, at place: TraceParent, below parentID: String?, in context: ServiceContext, kind: SpanKind,
    start: UInt64, finish: @escaping @Sendable (FinishedSpan) -> Void
  ) {
    self.place = place
    self.parentID = parentID
    self.context = context
    self.kind = kind
    self.start = start
    self.finish = finish
    state = Mutex(State(name: name))
  }

  package var operationName: String {
    get { state.withLock { $0.name } }
    set { state.withLock { $0.name = newValue } }
  }

  package var attributes: SpanAttributes {
    get { state.withLock { $0.attributes } }
    set { state.withLock { $0.attributes = newValue } }
  }

  package var isRecording: Bool { place.isSampled }

  package func setStatus(_ status: SpanStatus) { state.withLock { $0.status = status } }

  package func addEvent(_ event: SpanEvent) {}

  package func addLink(_ link: SpanLink) {}

  /// Only the type of the error is recorded, since its text may contain private data.
  package func recordError<Instant: TracerInstant>(
    _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
  ) {
    state.withLock { state in
      state.attributes["error.type"] = "\(type(of: error))"
      state.status = SpanStatus(code: .error)
    }
  }

  package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    let over = state.withLock { state -> State? in
      defer { state.isOver = true }
      return state.isOver ? nil : state
    }
    guard let over, place.isSampled else { return }
    finish(
      FinishedSpan(
        place: place, parentID: parentID, name: over.name, kind: kind, start: start,
        end: instant().nanosecondsSinceEpoch,
        attributes: over.attributes, isError: over.status?.code == .error))
  }
}
