package import ServiceContextModule
package import Tracing

/// The tracer of a server with a collector. A request with a `traceparent` continues that trace, and is not recorded
/// if the trace is not sampled.
package struct SpanTracer: Tracer {
  let exporter: TraceExporter
  let random: @Sendable () -> UInt8

  /// - Parameters:
  ///   - exporter: receives the finished spans.
  ///   - random: fills ids with random bytes.
  package init(exporter: TraceExporter, random: @escaping @Sendable () -> UInt8) {
    self.exporter = exporter
    self.random = random
  }

  package func startSpan<Instant: TracerInstant>(
    _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
  ) -> TraceSpan {
    var context = context()
    let parent = context.traceParent
    let place = TraceParent(
      traceID: parent?.traceID ?? id(ofBytes: 16), spanID: id(ofBytes: 8), isSampled: parent?.isSampled ?? true)
    context.traceParent = place
    return TraceSpan(
      operationName, at: place, below: parent?.spanID, in: context, kind: kind,
      start: instant().nanosecondsSinceEpoch, finish: exporter.take)
  }

  /// Not used.
  package func activeSpan(identifiedBy context: ServiceContext) -> TraceSpan? { nil }

  package func forceFlush() {}

  package func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
  ) where Extract.Carrier == Carrier {
    context.traceParent = extractor.extract(key: "traceparent", from: carrier).flatMap(TraceParent.init(header:))
  }

  package func inject<Carrier, Inject: Injector>(
    _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
  ) where Inject.Carrier == Carrier {
    guard let place = context.traceParent else { return }
    injector.inject(place.header, forKey: "traceparent", into: &carrier)
  }

  /// Random digits. The first is not zero, since an ID of zeros is invalid.
  private func id(ofBytes count: Int) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for _ in 0..<count {
      let byte = random()
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    if text[0] == digits[0] { text[0] = digits[1] }
    return String(decoding: text, as: UTF8.self)
  }
}
