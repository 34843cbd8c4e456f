import Core
import Testing
import Wire

@testable import SaltoKS

/// Hostile responses of a cloud, and responses of an intermediate gateway.
@Suite("Answer") struct AnswerTests {
  private func answer(_ body: String, status: Int = 200, retryAfter: String? = nil) -> ConnectAnswer {
    ConnectAnswer(status: status, bytes: Array(body.utf8), retryAfter: retryAfter)
  }

  @Test(arguments: [
    ("3600", Duration.seconds(3600)), ("9223372036854775807", .seconds(86_400)), ("-5", .zero),
    ("1e300", .seconds(86_400)),
    ("0.5", .zero), ("-9223372036854775808", .zero),
  ])
  func `A token is good for a day at most`(_ number: String, _ life: Duration) {
    #expect(answer("{\"expires_in\":\(number)}").tokenLife == life)
  }

  @Test(arguments: ["null", "\"soon\"", "-1e300", "{}"])
  func `A token that does not say how long it is good is none`(_ value: String) {
    #expect(answer("{\"expires_in\":\(value)}").tokenLife == nil)
  }

  @Test(arguments: [
    ("5", Duration.seconds(5)), ("9223372036854775807", .seconds(120)), ("-7", .zero), ("1000", .seconds(120)),
  ])
  func `A wait that is asked for has bounds`(_ text: String, _ delay: Duration) {
    #expect(answer("", status: 429, retryAfter: text).retryDelay == delay)
  }

  @Test(arguments: ["99999999999999999999", "soon", "Fri, 01 Nov 2024 15:00:00 GMT"])
  func `A wait that cannot be read is none`(_ text: String) {
    #expect(answer("", status: 429, retryAfter: text).retryDelay == nil)
  }

  @Test(arguments: ["a b", "a\\r\\nx: y", "", "ä"])
  func `A token that cannot stand in a header is none`(_ text: String) {
    #expect(answer("{\"access_token\":\"\(text)\"}").accessToken == nil)
  }

  @Test(arguments: ["<html></html>", "{\"items\":", "Bad gateway"])
  func `What cannot be read is no success and no refusal`(_ body: String) {
    #expect(!answer(body).isSuccess && answer(body).isForeign && answer(body, status: 404).isForeign)
  }

  @Test func `A redirect says nothing of what was asked`() { #expect(answer("", status: 307).isForeign) }

  @Test(arguments: [("", true), ("{}", true), ("null", true), ("[]", false), ("42", false), ("\"done\"", false)])
  func `A change is confirmed by nothing or by an object`(_ body: String, _ isPlain: Bool) {
    #expect(answer(body).isPlainSuccess == isPlain)
  }

  @Test(arguments: [("", true), ("{}", true), ("null", true), ("{\"id\":7}", false), ("[]", false)])
  func `That something is gone is confirmed by nothing`(_ body: String, _ isBare: Bool) {
    #expect(answer(body).isBareSuccess == isBare)
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "1e300", "\"many\""])
  func `Seats are as many as can be`(_ number: String) throws {
    let json = try JSON.parse(Array("{\"id\":\"site\",\"subscribed_user_amount\":\(number)}".utf8))
    let site = try #require(observedSite(json))
    #expect((0...1_000_000).contains(site.seats))
  }
}
