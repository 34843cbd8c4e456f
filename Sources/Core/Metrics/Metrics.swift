import Synchronization
import Wire

/// Counts and measures, and prints it in the text form of Prometheus.
public final class Metrics: Sendable {
  /// One series: a metric and the values of its labels.
  private struct Series: Hashable {
    var metric: Metric
    var labels: String
  }

  private struct Histogram {
    var counts = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var sum = 0.0
  }

  private struct State {
    var numbers: [Series: Double] = [:]
    var histograms: [Series: Histogram] = [:]
  }

  /// Upper bounds in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let state = Mutex(State())

  public init() {}

  public func count(_ metric: Metric, _ labels: (StaticString, String)..., by amount: Int = 1) {
    let series = Series(metric: metric, labels: Self.text(labels))
    state.withLock { $0.numbers[series, default: 0] += Double(amount) }
  }

  public func observe(_ metric: Metric, _ labels: (StaticString, String)..., duration: Duration) {
    let seconds = duration / .seconds(1)
    let series = Series(metric: metric, labels: Self.text(labels))
    let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.histograms[series, default: Histogram()].counts[place] += 1
      state.histograms[series, default: Histogram()].sum += seconds
    }
  }

  /// What was counted, and gauges that were read just now.
  public func text(_ gauges: [Gauge]) -> String {
    let (numbers, histograms) = state.withLock { ($0.numbers, $0.histograms) }
    return Self.text(numbers.merging(Self.numbers(gauges)) { $1 }, histograms, Metric.allCases)
  }

  /// Gauges alone, where nobody is to see what else was counted.
  public static func text(of gauges: [Gauge]) -> String {
    let shown = Set(gauges.map(\.metric))
    return text(numbers(gauges), [:], Metric.allCases.filter(shown.contains))
  }

  private static func numbers(_ gauges: [Gauge]) -> [Series: Double] {
    Dictionary(gauges.map { (Series(metric: $0.metric, labels: text($0.labels)), $0.value) }) { $1 }
  }

  private static func text(
    _ numbers: [Series: Double], _ histograms: [Series: Histogram], _ metrics: [Metric]
  ) -> String {
    var lines: [String] = []
    for metric in metrics {
      lines += ["# HELP \(metric.rawValue) \(metric.help)", "# TYPE \(metric.rawValue) \(metric.kind.rawValue)"]
      let own = numbers.filter { $0.key.metric == metric }.sorted { $0.key.labels < $1.key.labels }
      lines += own.map { "\(metric.rawValue)\(braced($0.key.labels)) \(text($0.value))" }
      for (series, histogram) in histograms.filter({ $0.key.metric == metric }).sorted(by: { $0.key.labels < $1.key.labels }) {
        lines += self.lines(of: histogram, series)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of histogram: Histogram, _ series: Series) -> [String] {
    let (name, labels) = (series.metric.rawValue, series.labels)
    var count = 0
    var lines: [String] = []
    for (index, bound) in (bounds.map { text($0) } + ["+Inf"]).enumerated() {
      count += histogram.counts[index]
      let all = labels.isEmpty ? "le=\"\(bound)\"" : labels + ",le=\"\(bound)\""
      lines.append("\(name)_bucket{\(all)} \(count)")
    }
    return lines + ["\(name)_sum\(braced(labels)) \(histogram.sum)", "\(name)_count\(braced(labels)) \(count)"]
  }

  private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  private static func text(_ labels: [(StaticString, String)]) -> String {
    labels.map { name, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      return "\(name)=\"\(escaped)\""
    }.joined(separator: ",")
  }
}

/// A number that is what it is now.
public struct Gauge: Sendable {
  public var metric: Metric
  public var labels: [(StaticString, String)]
  public var value: Double

  public init(_ metric: Metric, _ labels: (StaticString, String)..., value: Int) {
    self.metric = metric
    self.labels = labels
    self.value = Double(value)
  }
}
