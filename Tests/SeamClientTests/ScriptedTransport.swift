import SeamClient
import Synchronization

/// Returns scripted responses in order, and records the requests.
final class ScriptedTransport: Transport {
  enum Line: Sendable {
    case answer(TransportResponse)
    case cut(String)
    /// There is no response until the task is canceled.
    case silence
  }

  private let script: Mutex<[Line]>
  private let requests = Mutex<[TransportRequest]>([])

  init(_ script: Line...) { self.script = Mutex(script) }

  var sent: [TransportRequest] { requests.withLock { $0 } }

  func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
    requests.withLock { $0.append(request) }
    switch script.withLock({ $0.isEmpty ? .cut("the script is over") : $0.removeFirst() }) {
    case .answer(let response): return response
    case .cut(let reason): throw TransportFailure(reason)
    case .silence:
      var nothing = AsyncStream<Void> { _ in }.makeAsyncIterator()
      await nothing.next()
      throw CancellationError()
    }
  }
}

extension ScriptedTransport.Line {
  /// A success with this body.
  static func body(_ text: String) -> Self { .json(200, text) }

  static func json(_ status: Int, _ text: String, _ headers: [(name: String, value: String)] = []) -> Self {
    let fields = [("Content-Type", "application/json; charset=utf-8"), ("Seam-Request-Id", "request7")]
    return .answer(TransportResponse(status: status, headers: fields + headers, body: Array(text.utf8)))
  }

  static func error(
    _ status: Int, _ type: String, _ message: String = "No.", _ headers: [(name: String, value: String)] = []
  ) -> Self {
    .json(status, #"{"error":{"type":"\#(type)","message":"\#(message)"},"ok":false}"#, headers)
  }

  static let unavailable = Self.error(503, "unavailable")
}

/// A clock whose delays end at once. It records their lengths.
final class SkippingClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
  }

  private let pauses = Mutex<[Duration]>([])
  var slept: [Duration] { pauses.withLock { $0 } }
  var now: Instant { Instant(offset: slept.reduce(.zero, +)) }
  let minimumResolution = Duration.zero

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let pause = now.duration(to: deadline)
    pauses.withLock { $0.append(pause) }
  }
}

let apiKey = "seam_test1234_abcdefghijklmnopqrstuvwx"

/// A client with a scripted transport.
func client(
  _ transport: ScriptedTransport, clock: SkippingClock = SkippingClock(), random: Double = 0,
  waiting: Waiting = .standard
) -> Seam {
  Seam(
    apiKey: apiKey, endpoint: "https://keys.example.com/",
    configuration: Configuration(waiting: waiting, transport: transport, clock: clock, random: { random }))
}

/// The ``SeamError`` that a body throws.
func seamError(_ body: () async throws -> Void) async -> SeamError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? SeamError
  }
}
