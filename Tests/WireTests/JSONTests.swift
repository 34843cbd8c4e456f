import Testing
import Wire

@Suite("JSON reading") struct JSONReading {
  @Test(
    "refuses what is no JSON",
    arguments: [
      "01", "1.", ".5", "+1", "-", "1e", "1e+", "0x10", "NaN", "tru", "[1,]", "{\"a\":1,}", "{a:1}", "\"\u{01}\"",
      "\"\\x\"", "\"\\ud800\"", "\"open", "[1 2]", "{\"a\" 1}", "1 2", "", "1e999",
    ])
  func refusesWhatIsNoJSON(text: String) {
    #expect(throws: MalformedJSON.self) { try JSON.parse(text.utf8) }
  }

  @Test("refuses bytes that are no text") func refusesBytesThatAreNoText() {
    #expect(throws: MalformedJSON.self) { try JSON.parse([0x22, 0xFF, 0x22]) }
    #expect(throws: MalformedJSON.self) { try JSON.parse([0x22, 0xC0, 0x80, 0x22]) }
  }

  @Test("reads numbers exactly") func readsNumbersExactly() throws {
    #expect(
      try JSON.parse("[0,-0,12,-7,9223372036854775807,1.5,1e2,-2.5E-1]".utf8)
        == .array([.int(0), .int(0), .int(12), .int(-7), .int(.max), .double(1.5), .double(100), .double(-0.25)]))
  }

  @Test("reads escapes and surrogates") func readsEscapesAndSurrogates() throws {
    #expect(try JSON.parse(#""a\n\u00e9\ud83d\udd11\/\"""#.utf8) == .string("a\né\u{1F511}/\""))
  }

  @Test("refuses nesting beyond the limit") func refusesNestingBeyondTheLimit() throws {
    let deep = String(repeating: "[", count: JSON.depthMax) + String(repeating: "]", count: JSON.depthMax)
    _ = try JSON.parse(deep.utf8)
    #expect(throws: MalformedJSON.self) { try JSON.parse("[\(deep)]".utf8) }
  }

  @Test("the last of twin members holds") func theLastOfTwinMembersHolds() throws {
    #expect(try JSON.parse(#"{"a":1,"a":2}"#.utf8) == .object(["a": .int(2)]))
  }

  @Test("what is written reads back") func whatIsWrittenReadsBack() throws {
    let tree = JSON.object([
      "k\"\\\u{1}": .array([.null, .bool(true), .int(-3), .double(2.5), .string("ü\u{1F511}\n")])
    ])
    #expect(try JSON.parse(tree.bytes) == tree)
  }
}

@Suite("Instants") struct Instants {
  @Test(
    "read and written",
    arguments: [
      ("2024-11-01T15:00:00Z", "2024-11-01T15:00:00.000Z"), ("2024-11-01T16:00:00.5+01:00", "2024-11-01T15:00:00.500Z"),
      ("2024-02-29T23:59:59.123456789Z", "2024-02-29T23:59:59.123456Z"),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000Z"),
      ("2000-01-01T00:30:00+00:45", "1999-12-31T23:45:00.000Z"), ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"),
    ])
  func readAndWritten(text: String, written: String) { #expect(Instant(text)?.description == written) }

  @Test(
    "refuse what is no instant",
    arguments: [
      "2024-11-01", "2024-11-01T15:00:00", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-11-31T00:00:00Z",
      "2024-11-01T24:00:00Z", "2024-11-01T15:60:00Z", "2024-11-01T15:00:00.Z", "2024-11-01 15:00:00Z", "",
      "2024-11-01T15:00:00+0100", "tomorrow",
    ])
  func refuseWhatIsNoInstant(text: String) { #expect(Instant(text) == nil) }
}
