import Core
import Testing
import Wire

@testable import SaltoKS

@Suite("Entry") struct EntryTests {
  private func entry(_ more: [String: JSON]) -> ObservedEntry? {
    let members: [String: JSON] = [
      "id": .string("entry"), "lock_id": .string("lock"), "utc_date_time": .string("2024-11-01T15:00:00Z"),
      "event_category": .string("lock_opened"), "event_detail": .null, "user_id": .string("jane"),
    ]
    return observedEntry(.object(members.merging(more) { $1 }))
  }

  @Test(
    "An entry says how the door was opened.",
    arguments: [
      ("mobile_key", ObservedEntry.Means.mobileKey), ("tag", .card), ("pin_code", .pin), ("inside_handle", .handle),
      ("remote", .remote), ("something_new", .other),
    ]
  )
  func means(_ word: String, _ means: ObservedEntry.Means) {
    #expect(entry(["access_by": .string(word)])?.means == means)
  }

  @Test("An unknown PIN belongs to nobody.")
  func unknownPin() {
    let sentinel = JSON.string("ee8f17b4-701b-4aa6-9f1c-22f71cc61ca6")
    let refused = entry(
      ["event_category": .string("lock_rejected"), "event_detail": .string("no_access"), "user_id": sentinel])
    #expect(refused?.person == nil)
    #expect(refused?.occurrence == .denied(.unknownPIN))
  }

  @Test(
    "A change of a lock's mode is nobody's entry.",
    arguments: ["office_mode", "easy_office_mode", "privacy_mode", "something_new"]
  )
  func modeChange(_ category: String) {
    #expect(entry(["event_category": .string(category)])?.occurrence == .other)
  }

  @Test("A record without a required member is not an entry.", arguments: ["id", "lock_id", "utc_date_time"])
  func requiredMembers(_ member: String) { #expect(entry([member: .null]) == nil) }
}

@Suite("Stream") struct StreamTests {
  private let text =
    ":\r\n\r\ndata: {}\u{1E}\r\n\r\nevent: x\ndata:{\"type\":6}\u{1E}\ndata: second\n\ndata: \u{E9}\r\r"

  @Test("Events are the same wherever the stream is cut.")
  func cutAnywhere() throws {
    let bytes = Array(text.utf8)
    var whole = ServerSentEvents()
    let events = try whole.take(bytes)
    #expect(
      events.map { String(decoding: $0, as: UTF8.self) } == ["{}\u{1E}", "{\"type\":6}\u{1E}\nsecond", "\u{E9}"])
    for cut in 0...bytes.count {
      var parts = ServerSentEvents()
      #expect(try parts.take(bytes[..<cut]) + parts.take(bytes[cut...]) == events)
    }
  }

  @Test("An event without an end is abandoned.")
  func endlessEvent() throws {
    var events = ServerSentEvents()
    #expect(throws: ServerSentEvents.TooLong.self) {
      for _ in 0..<3 { _ = try events.take([UInt8](repeating: 0x61, count: 1 << 19)) }
    }
  }

  @Test("Records are told apart, and anything else is omitted.")
  func recordsApart() {
    let text =
      "{}\u{1E}{\"error\":\"no\"}\u{1E}{\"type\":6}\u{1E}nonsense\u{1E}[]\u{1E}{\"type\":9}\u{1E}{\"type\":7}\u{1E}"
      + "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"{}\"]}\u{1E}"
    #expect(
      SignalRMessage.records(in: Array(text.utf8)) == [
        .handshake(error: nil), .handshake(error: "no"), .ping, .other, .close(error: nil),
        .invocation(target: "ReceiveMessage", arguments: [.string("{}")]),
      ])
  }
}
