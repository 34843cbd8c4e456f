import Metrics
import Testing

@testable import Telemetry

@Suite("The text of Prometheus")
struct PrometheusTests {
  private let metrics = PrometheusMetrics()

  private var lines: [Substring] { metrics.text().split(separator: "\n") }

  private func count(_ label: String, _ dimensions: [(String, String)] = [], by amount: Int = 1) {
    Counter(label: label, dimensions: dimensions, factory: metrics).increment(by: amount)
  }

  @Test("has one line for each set of labels, however often something is counted")
  func counters() {
    count("latchkey_requests_total", [("operation", "/devices/get"), ("status", "200")])
    count("latchkey_requests_total", [("operation", "/devices/get"), ("status", "200")], by: 2)
    count("latchkey_requests_total", [("operation", "/devices/get"), ("status", "404")])
    #expect(
      lines == [
        "# HELP latchkey_requests_total Requests by operation and status.", "# TYPE latchkey_requests_total counter",
        "latchkey_requests_total{operation=\"/devices/get\",status=\"200\"} 3",
        "latchkey_requests_total{operation=\"/devices/get\",status=\"404\"} 1",
      ])
  }

  @Test("puts times into buckets, each of which holds those before it")
  func timers() {
    let timer = Metrics.Timer(label: "latchkey_request_seconds", dimensions: [("operation", "other")], factory: metrics)
    for milliseconds in [1, 20, 30_000] { timer.record(duration: .milliseconds(milliseconds)) }
    #expect(lines.contains("latchkey_request_seconds_bucket{operation=\"other\",le=\"0.001\"} 1"))
    #expect(lines.contains("latchkey_request_seconds_bucket{operation=\"other\",le=\"0.025\"} 2"))
    #expect(lines.contains("latchkey_request_seconds_bucket{operation=\"other\",le=\"10\"} 2"))
    #expect(lines.contains("latchkey_request_seconds_bucket{operation=\"other\",le=\"+Inf\"} 3"))
    #expect(lines.contains("latchkey_request_seconds_sum{operation=\"other\"} 30.021"))
    #expect(lines.contains("latchkey_request_seconds_count{operation=\"other\"} 3"))
  }

  @Test("shows a gauge as it is now, among all that could be measured")
  func gauges() {
    let readings = PrometheusMetrics()
    let gauge = Recorder(
      label: "latchkey_sites", dimensions: [("state", "healthy")], aggregate: false, factory: readings)
    gauge.record(3)
    gauge.record(2)
    #expect(readings.text().hasSuffix("\nlatchkey_sites{state=\"healthy\"} 2\n"))
    let whole = metrics.text(with: readings).split(separator: "\n")
    #expect(whole.contains("latchkey_sites{state=\"healthy\"} 2"))
    #expect(whole.filter { $0.hasPrefix("# TYPE") }.count == DescribedMetric.allCases.count)
  }

  @Test("takes what a library measures, under a name that Prometheus can read")
  func foreignNames() {
    count("http.client.requests", [("server.host", "a\"b\\c\nd")])
    Metrics.Meter(label: "9 lives", factory: metrics).set(9)
    #expect(
      lines == [
        "# TYPE _9_lives gauge", "_9_lives 9", "# TYPE http_client_requests counter",
        #"http_client_requests{server_host="a\"b\\c\nd"} 1"#,
      ])
  }

  @Test("prints one kind of thing under a name, and nothing that was destroyed")
  func kinds() {
    count("jobs")
    Recorder(label: "jobs", dimensions: [("queue", "a")], aggregate: false, factory: metrics).record(7)
    let gone = Counter(label: "jobs", dimensions: [("queue", "b")], factory: metrics)
    gone.increment()
    #expect(lines == ["# TYPE jobs counter", "jobs 1", "jobs{queue=\"b\"} 1"])
    gone.destroy()
    #expect(lines == ["# TYPE jobs counter", "jobs 1"])
  }
}
