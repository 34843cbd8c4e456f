import CoreMetrics
import Synchronization

/// The Prometheus types of metric.
enum PrometheusKind: String, Sendable { case counter, gauge, histogram }

/// One series: a metric with one set of labels.
protocol PrometheusSeries: AnyObject, Sendable {
  static var kind: PrometheusKind { get }

  /// The lines of the series.
  ///
  /// - Parameter labels: the text between the braces.
  func lines(_ name: String, _ labels: String) -> [String]
}

final class PrometheusCounter: PrometheusSeries, CounterHandler {
  static let kind = PrometheusKind.counter
  private let count = Atomic<Int64>(0)

  func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }

  func reset() { count.store(0, ordering: .relaxed) }

  func lines(_ name: String, _ labels: String) -> [String] {
    ["\(name)\(braced(labels)) \(count.load(ordering: .relaxed))"]
  }
}

final class PrometheusGauge: PrometheusSeries, RecorderHandler, MeterHandler {
  static let kind = PrometheusKind.gauge
  private let value = Mutex(0.0)

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) { self.value.withLock { $0 = value } }

  func set(_ value: Int64) { record(value) }

  func set(_ value: Double) { record(value) }

  func increment(by amount: Double) { value.withLock { $0 += amount } }

  func decrement(by amount: Double) { value.withLock { $0 -= amount } }

  func lines(_ name: String, _ labels: String) -> [String] {
    ["\(name)\(braced(labels)) \(text(value.withLock { $0 }))"]
  }
}

/// The distribution of durations or amounts.
final class PrometheusHistogram: PrometheusSeries, RecorderHandler, TimerHandler {
  static let kind = PrometheusKind.histogram
  /// Upper bounds. Times are in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct State {
    var counts = [Int](repeating: 0, count: PrometheusHistogram.bounds.count + 1)
    var sum = 0.0
  }

  private let state = Mutex(State())

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let place = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.counts[place] += 1
      state.sum += value
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func lines(_ name: String, _ labels: String) -> [String] {
    let state = state.withLock { $0 }
    var count = 0
    var lines: [String] = []
    for (index, bound) in (Self.bounds.map { text($0) } + ["+Inf"]).enumerated() {
      count += state.counts[index]
      let all = labels.isEmpty ? "le=\"\(bound)\"" : labels + ",le=\"\(bound)\""
      lines.append("\(name)_bucket{\(all)} \(count)")
    }
    return lines + ["\(name)_sum\(braced(labels)) \(state.sum)", "\(name)_count\(braced(labels)) \(count)"]
  }
}

private func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

private func text(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
