package import CoreMetrics
import Synchronization

/// A swift-metrics backend that prints metrics in the text format of Prometheus.
///
/// Counters are counters, gauges and meters are gauges, timers (in seconds) and recorders are histograms.
package final class PrometheusMetrics: MetricsFactory {
  /// All series of a metric.
  private struct Family {
    var kind: PrometheusKind
    /// The series by the text of their labels.
    var series: [String: any PrometheusSeries] = [:]
  }

  private let families = Mutex<[String: Family]>([:])

  package init() {}

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions, PrometheusCounter.init)
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    if aggregate {
      series(label, dimensions, PrometheusHistogram.init)
    } else {
      series(label, dimensions, PrometheusGauge.init)
    }
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, PrometheusGauge.init)
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions, PrometheusHistogram.init)
  }

  package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }

  package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }

  package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }

  package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

  private func series<Series: PrometheusSeries>(
    _ label: String, _ dimensions: [(String, String)], _ make: () -> Series
  ) -> Series {
    let (name, labels) = (prometheusName(label), labelText(dimensions))
    return families.withLock { families in
      if let known = families[name]?.series[labels] as? Series { return known }
      let new = make()
      // A name has one kind. Metrics of another kind with the same name are not printed.
      guard families[name, default: Family(kind: Series.kind)].kind == Series.kind else { return new }
      families[name, default: Family(kind: Series.kind)].series[labels] = new
      return new
    }
  }

  private func remove(_ handler: AnyObject) {
    families.withLock { families in
      families = families.mapValues { family in
        Family(kind: family.kind, series: family.series.filter { $0.value !== handler })
      }
    }
  }

  /// All metrics as text.
  ///
  /// - Parameter readings: additional current values to print.
  package func text(with readings: PrometheusMetrics) -> String {
    let all = families.withLock { $0 }.merging(readings.families.withLock { $0 }) { $1 }
    return Self.text(all, described: DescribedMetric.allCases)
  }

  /// The metrics that have values.
  package func text() -> String {
    let families = families.withLock { $0 }
    return Self.text(families, described: DescribedMetric.allCases.filter { families[$0.rawValue] != nil })
  }

  private static func text(_ families: [String: Family], described: [DescribedMetric]) -> String {
    var lines: [String] = []
    for metric in described {
      let name = metric.rawValue
      lines += ["# HELP \(name) \(metric.help)", "# TYPE \(name) \(metric.kind.rawValue)"]
      if let family = families[name] { lines += self.lines(of: family, name) }
    }
    // The metrics of libraries have no descriptions here.
    let others = families.filter { DescribedMetric(rawValue: $0.key) == nil }.sorted { $0.key < $1.key }
    for (name, family) in others { lines += ["# TYPE \(name) \(family.kind.rawValue)"] + self.lines(of: family, name) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of family: Family, _ name: String) -> [String] {
    family.series.sorted { $0.key < $1.key }.flatMap { $0.value.lines(name, $0.key) }
  }
}

// Each request looks its metrics up, so this text is made from bytes: a comparison of characters takes ten times as long.

/// A name with only letters, digits, `_` and `:`, as Prometheus requires.
private func prometheusName(_ label: String) -> String {
  let name = String(decoding: label.utf8.map { isOfName($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
  return name.utf8.first.map(isDigit) ?? true ? "_" + name : name
}

private func isOfName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
    UInt8(ascii: ":"):
    true
  default: isDigit(byte)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func labelText(_ dimensions: [(String, String)]) -> String {
  dimensions.map { name, value in "\(prometheusName(name))=\"\(escaped(value))\"" }.joined(separator: ",")
}

private func escaped(_ value: String) -> String {
  let special = #"\""#.utf8
  guard value.utf8.contains(where: { special.contains($0) || $0 == UInt8(ascii: "\n") }) else { return value }
  return value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
}
