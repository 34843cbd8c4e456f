import Testing
import Wire

private struct Sample: Record, Answer {
  enum Color: String, Choice { case red, green }
  var color = Extensible.known(Color.red)
  var colors: [Extensible<Color>] = []
  var note: String?
  var owner: Nullable<String>?
  var change = Mutation.creating(Creating())
  static let blank = Sample()
  mutating func describe(_ field: inout some Field) {
    field("color", &color, "A color.")
    field("colors", &colors, "Some colors.")
    field("note", &note, "A note.")
    field("owner", &owner, "An owner.")
    field("change", &change, "A change.")
  }
}

private struct Creating: Record, Equatable {
  var code = "creating"
  static let blank = Creating()
  mutating func describe(_ field: inout some Field) { field("mutation_code", &code, "Which change.") }
}

private enum Mutation: Union, Equatable {
  case creating(Creating)
  case unknown(JSON)
  static let tag = "mutation_code"
  static let variants: [Variant<Mutation>] = [
    Variant("creating", Mutation.creating) { if case .creating(let it) = $0 { it } else { nil } }
  ]
  var unknownJSON: JSON? { if case .unknown(let json) = self { json } else { nil } }
}

private let operation = Operation("/samples/list", .read, by: .workspace, returns: "samples", title: "", doc: "")

private func tolerantly(_ text: String) throws -> Sample {
  var issues = Issues()
  return Sample(try JSON.parse(text.utf8), noting: &issues)
}

/// Both sides use the same reader: the server throws the faults, a client ignores them and uses the rest.
@Suite("Answers of a newer server") struct AnswersOfANewerServer {
  private let newer = #"""
    {"color":"mauve","colors":["green","teal"],"note":"n","size":4,
     "change":{"mutation_code":"painting","with":["a",1]}}
    """#

  @Test("keep what is unknown") func keepWhatIsUnknown() throws {
    let sample = try tolerantly(newer)
    #expect(sample.color == .unknown("mauve"))
    #expect(sample.color.rawValue == "mauve")
    #expect(sample.colors == [.known(.green), .unknown("teal")])
    #expect(sample.change.unknownJSON?["with"] == .array([.string("a"), .int(1)]))
    #expect(try JSON.parse(sample.jsonBytes)["change"] == JSON.parse(newer.utf8)["change"])
  }

  @Test("are faulty to a strict reader") func areFaultyToAStrictReader() throws {
    do {
      _ = try Sample(reading: try JSON.parse(newer.utf8))
      Testing.Issue.record("read without a fault")
    } catch let issues as Issues {
      #expect(issues.all.map { $0.path.joined(separator: ".") } == ["color", "colors.1", "change"])
    }
  }

  @Test("need not be whole") func needNotBeWhole() throws {
    let sample = try tolerantly(#"{"note":null,"owner":null,"colors":7}"#)
    #expect(sample.note == nil)
    #expect(sample.owner == .some(.null))
    #expect(sample.colors.isEmpty)
  }

  @Test("compare with what is known") func compareWithWhatIsKnown() throws {
    let sample = try tolerantly(#"{"color":"green"}"#)
    #expect(sample.color == .green)
    #expect(sample.color != .red)
    #expect(sample.color.known == .green)
  }

  @Test("are pages too") func arePagesToo() throws {
    let body = #"{"samples":[{"color":"red"}],"pagination":{"has_next_page":true,"next_page_cursor":"c"},"ok":true}"#
    guard case .object(let members) = try JSON.parse(body.utf8) else {
      Issue.record("the page is no object")
      return
    }
    var issues = Issues()
    let page = Page<Sample>(members, of: operation, noting: &issues)
    #expect(page.items.count == 1)
    #expect(page.pagination.nextPageCursor == .value("c"))
    issues = Issues()
    _ = Page<Sample>([:], of: operation, noting: &issues)
    #expect(issues.all.map(\.path) == [["samples"], ["pagination"]])
  }
}
