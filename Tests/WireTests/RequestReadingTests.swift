import Testing
import Wire

private struct Stay: Record {
  var startsAt: Instant?
  var endsAt: Instant?
  static let blank = Stay()
  mutating func describe(_ field: inout some Field) {
    field("starts_at", &startsAt, "From when.")
    field("ends_at", &endsAt, "Until when.")
  }
}

private struct Booking: Record {
  static let constraints = [Constraint.atLeastOne(["search", "name"])]
  var name: String?
  var phone: Nullable<String>?
  var owner: ID<Stay>?
  var ids: [ID<Stay>]?
  var change = Change<String>.keep
  var stay: Stay?
  var notes: Metadata?
  var search: String?
  var before: Instant?
  var count: Int?
  static let blank = Booking()
  mutating func describe(_ field: inout some Field) {
    field("name", &name, "A name.")
    field("phone_number", &phone, "A number.")
    field("owner_id", &owner, "An owner.")
    field("ids", &ids, "Some ids.")
    field("change", &change, "A change.")
    field("access_schedule", &stay, "A stay.")
    field("custom_metadata", &notes, "Notes.")
    field(filter: "search", &search, "A text.")
    field(filter: "created_before", &before, "A moment.")
    field("count", &count, "A number.")
  }
}

private let request = Reading.request(knowing: ["owner_ids", "end_at_once"])

private func read(_ json: JSON, as reading: Reading = request) -> Result<Booking, Issues> {
  Result { () throws(Issues) in try Booking(reading: json, as: reading) }
}

/// The paths of a request's faults.
private func faults(_ text: String, as reading: Reading = request) throws -> [String] {
  switch read(try JSON.parse(text.utf8), as: reading) {
  case .success: []
  case .failure(let issues): issues.all.map { $0.path.joined(separator: ".") }.sorted()
  }
}

@Suite("Blanks of requests") struct BlanksOfRequests {
  @Test(
    "are faults where they would be kept",
    arguments: [
      "", " ", "\\t\\n", "\\u00a0\\u2003", "\\u200b", "\\u00ad \\ufeff", "\\u0001", "\\u009f", "\\u2800",
      "\\ufff9\\ufffb",
      "\\ufffe", "\\ud834\\udd59",
    ])
  func areFaultsWhereTheyWouldBeKept(blank: String) throws {
    for member in ["name", "phone_number", "owner_id", "change"] {
      let text = #"{"name":"a","\#(member)":"\#(blank)"}"#
      #expect(try faults(text) == [member])
    }
    #expect(try faults(#"{"name":"a","ids":["b","\#(blank)"]}"#) == ["ids.1"])
  }

  @Test("narrow nothing", arguments: ["", "  ", "\\u200b"])
  func narrowNothing(blank: String) throws {
    let booking = try read(try JSON.parse(#"{"name":"a","search":"\#(blank)","created_before":"\#(blank)"}"#.utf8))
      .get()
    #expect(booking.search == nil && booking.before == nil)
    // A blank parameter counts as absent, so it does not satisfy the requirement of one.
    #expect(try faults(#"{"search":"\#(blank)"}"#) == [""])
  }

  @Test("narrow nothing in a query") func narrowNothingInAQuery() throws {
    for query in ["name=a&search=&created_before=&_strict=true", "name=a&search=+&created_before=%20"] {
      let booking = try read(.object(try QueryReader(Booking.fields).members(of: query))).get()
      #expect(booking.search == nil && booking.before == nil)
    }
  }

  @Test("are taken in answers") func areTakenInAnswers() throws {
    #expect(try faults(#"{"name":"","phone_number":" ","search":"a"}"#, as: .answer).isEmpty)
  }
}

@Suite("Lists of requests") struct ListsOfRequests {
  private func fault(idCount: Int) throws -> String? {
    let ids = Array(repeating: #""a""#, count: idCount).joined(separator: ",")
    switch read(try JSON.parse(#"{"name":"a","ids":[\#(ids)]}"#.utf8)) {
    case .success: return nil
    case .failure(let issues): return issues.summary
    }
  }

  @Test("have at most 5000 items") func haveABound() throws {
    #expect(try fault(idCount: 5000) == nil)
    #expect(try fault(idCount: 5001) == #"Array must contain at most 5000 element(s) for "ids""#)
  }
}

@Suite("Misspelt members") struct MisspeltMembers {
  @Test(
    "are faults",
    arguments: [
      "acces_schedule", "access_schedules", "acecss_schedule", "access_schedulf", "AccessSchedule", "access-schedule",
      "accessSchedule", "ccess_schedule", "phone_numbr", "Search", "serach",
    ])
  func areFaults(name: String) throws { #expect(try faults(#"{"name":"a","\#(name)":null}"#) == [name]) }

  @Test("name the known one") func nameTheKnownOne() throws {
    let json = try JSON.parse(
      #"{"name":"a","access_schedule":{"starts_at":"2024-11-01T00:00:00Z","end_at":null}}"#.utf8)
    guard case .failure(let issues) = read(json) else { return #expect(Bool(false), "it was taken") }
    #expect(issues.summary == #"Unknown parameter, did you mean "ends_at"? for "access_schedule.end_at""#)
  }

  @Test(
    "are not other unknown ones",
    arguments: [
      // Two slips, another operation's parameter, and names unlike any known one.
      "aces_schdule", "owner_ids", "accelerator", "x", "",
    ])
  func areNotOtherUnknownOnes(name: String) throws { #expect(try faults(#"{"name":"a","\#(name)":null}"#).isEmpty) }

  @Test("are taken in notes and in answers") func areTakenInNotesAndInAnswers() throws {
    #expect(try faults(#"{"name":"a","custom_metadata":{"names":"b","Name":"c"}}"#).isEmpty)
    #expect(try faults(#"{"name":"a","acces_schedule":{}}"#, as: .answer).isEmpty)
  }

  @Test(
    "are faults in a query too",
    arguments: [
      "nam=b": "nam", "acces_schedule.ends_at=x": "acces_schedule",
      "access_schedule.endsAt=x": "access_schedule.endsAt",
      "idss[]=a": "idss", "custom_metdata.k=v": "custom_metdata", "owner_ids=a": nil, "custom_metadata.nam=v": nil,
      "_strict=true": nil, "else=where": nil,
    ] as [String: String?])
  func areFaultsInAQueryToo(query: String, fault: String?) throws {
    let json = JSON.object(try QueryReader(Booking.fields).members(of: "name=a&" + query))
    guard case .failure(let issues) = read(json) else { return #expect(fault == nil) }
    #expect(issues.all.map { $0.path.joined(separator: ".") } == [fault])
  }
}

@Suite("Numbers of a query") struct NumbersOfAQuery {
  private func count(_ query: String) throws -> JSON? { try QueryReader(Booking.fields).members(of: query)["count"] }

  @Test("have no space around them where they are read strictly", arguments: ["+1+", "%201", "1%0A", "%091"])
  func haveNoSpaceAroundThemWhereTheyAreReadStrictly(text: String) throws {
    #expect(try count("count=\(text)&_strict=true")?.kind == "string")
    #expect(try count("count=\(text)") == .int(1))
  }
}
