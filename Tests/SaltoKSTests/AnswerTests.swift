import Core
import Testing
import Wire

@testable import SaltoKS

/// Hostile responses of a cloud, and responses of an intermediate gateway.
@Suite("Answer") struct AnswerTests {
  private func answer(_ body: String, status: Int = 200, retryAfter: String? = nil) -> ConnectAnswer {
    ConnectAnswer(status: status, bytes: Array(body.utf8), retryAfter: retryAfter)
  }

  @Test(
    "A token is valid for at most a day.",
    arguments: [
      ("3600", Duration.seconds(3600)), ("9223372036854775807", .seconds(86_400)), ("-5", .zero),
      ("1e300", .seconds(86_400)),
      ("0.5", .zero), ("-9223372036854775808", .zero),
    ]
  )
  func tokenLife(_ number: String, _ life: Duration) {
    #expect(answer("{\"expires_in\":\(number)}").tokenLife == life)
  }

  @Test("A token without a lifetime is rejected.", arguments: ["null", "\"soon\"", "-1e300", "{}"])
  func tokenWithoutLife(_ value: String) {
    #expect(answer("{\"expires_in\":\(value)}").tokenLife == nil)
  }

  @Test(
    "A requested wait has bounds.",
    arguments: [
      ("5", Duration.seconds(5)), ("9223372036854775807", .seconds(120)), ("-7", .zero), ("1000", .seconds(120)),
    ]
  )
  func waitBounds(_ text: String, _ delay: Duration) {
    #expect(answer("", status: 429, retryAfter: text).retryDelay == delay)
  }

  @Test(
    "A wait that cannot be read is ignored.",
    arguments: ["99999999999999999999", "soon", "Fri, 01 Nov 2024 15:00:00 GMT"]
  )
  func unreadableWait(_ text: String) {
    #expect(answer("", status: 429, retryAfter: text).retryDelay == nil)
  }

  @Test("No text has U+0000, which not every database can store.")
  func zeros() {
    let people = JSON.array([.object(["name": .string("An\u{FFFD}n")]), .object(["name": .string("Bo")])])
    #expect(answer(#"{"items":[{"name":"An\u0000n"},{"name":"Bo"}]}"#).body == .object(["items": people]))
  }

  @Test("A token that does not fit in a header is rejected.", arguments: ["a b", "a\\r\\nx: y", "", "ä"])
  func tokenOutsideHeader(_ text: String) {
    #expect(answer("{\"access_token\":\"\(text)\"}").accessToken == nil)
  }

  @Test(
    "An unreadable body is neither a success nor a refusal.",
    arguments: ["<html></html>", "{\"items\":", "Bad gateway"]
  )
  func unreadableBody(_ body: String) {
    #expect(!answer(body).isSuccess && answer(body).isForeign && answer(body, status: 404).isForeign)
  }

  @Test("A redirect does not answer the request.")
  func redirect() { #expect(answer("", status: 307).isForeign) }

  @Test(
    "An empty body or an object confirms a change.",
    arguments: [("", true), ("{}", true), ("null", true), ("[]", false), ("42", false), ("\"done\"", false)]
  )
  func confirmedChange(_ body: String, _ isPlain: Bool) {
    #expect(answer(body).isPlainSuccess == isPlain)
  }

  @Test(
    "A body without content confirms that something is gone.",
    arguments: [("", true), ("{}", true), ("null", true), ("{\"id\":7}", false), ("[]", false)]
  )
  func confirmedAbsence(_ body: String, _ isBare: Bool) {
    #expect(answer(body).isBareSuccess == isBare)
  }

  @Test(
    "The number of seats is bounded.",
    arguments: ["9223372036854775807", "-9223372036854775808", "1e300", "\"many\""]
  )
  func seatBounds(_ number: String) throws {
    let json = try JSON.parse(Array("{\"id\":\"site\",\"subscribed_user_amount\":\(number)}".utf8))
    let site = try #require(observedSite(json))
    #expect((0...1_000_000).contains(site.seats))
  }

  @Test("An IQ without a known time zone has none.", arguments: ["null", "\"Mars/Base\"", "7"])
  func unknownZone(_ zone: String) throws {
    let json = try JSON.parse(Array("{\"id\":\"iq\",\"time_zone\":\(zone)}".utf8))
    #expect(iqZone(json)?.1 == nil)
    let known = try JSON.parse(Array("{\"id\":\"iq\",\"time_zone\":\"America/New_York\"}".utf8))
    #expect(iqZone(known)?.1 == "America/New_York")
  }
}
