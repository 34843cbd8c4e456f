import Testing
import Wire

private struct Inner: Record {
  var flag = false
  static let blank = Inner()
  mutating func describe(_ field: inout some Field) { field("flag", &flag, "A flag.") }
}

private struct Sample: Record {
  enum Color: String, Choice { case red, green }
  static let constraints = [Constraint.atLeastOne(["name", "count"])]
  var name = ""
  var count = 5
  var ids: [String]?
  var color: Color?
  var inner: Inner?
  var change = Change<String>.keep
  var filter: Nullable<String>?
  static let blank = Sample()
  mutating func describe(_ field: inout some Field) {
    field("name", &name, "A name.", .minLength(2))
    field(standard: "count", &count, "A count.", .positive, .maximum(9))
    field("ids", &ids, "Some ids.")
    field("color", &color, "A color.")
    field("inner", &inner, "An object.")
    field("change", &change, "A change.")
    field("filter", &filter, "A filter.")
  }
}

private func faults(_ text: String) throws -> Issues {
  do {
    _ = try Sample(reading: try JSON.parse(text.utf8))
  } catch let issues as Issues {
    return issues
  }
  return Issues()
}

@Suite("Records") struct Records {
  @Test("reports every fault with its place") func reportsEveryFaultWithItsPlace() throws {
    let issues = try faults(#"{"name":1,"ids":[1,"a"],"color":"blue","inner":{"flag":"x"},"count":0}"#)
    #expect(issues.tree["name"] == .object(["_errors": .array([.string("Expected string, received number")])]))
    #expect(issues.tree["ids"]?["0"]?["_errors"] == .array([.string("Expected string, received number")]))
    #expect(issues.tree["inner"]?["flag"]?["_errors"] == .array([.string("Expected boolean, received string")]))
    #expect(
      issues.tree["color"]?["_errors"]
        == .array([.string("Invalid enum value. Expected 'red' | 'green', received 'blue'")]))
    #expect(issues.summary.hasPrefix("5 Input Errors: "))
  }

  @Test("words one fault as the API does") func wordsOneFaultAsTheAPIDoes() throws {
    #expect(try faults(#"{"count":2}"#).summary == "name is required")
    #expect(try faults(#"{"name":"ab","count":0}"#).summary == #"Number must be greater than 0 for "count""#)
    #expect(try faults(#"{"name":"ab","count":-1.0}"#).summary == #"Number must be greater than 0 for "count""#)
    #expect(
      try faults(#"{"name":"ab","count":9e14}"#).summary == #"Number must be less than or equal to 9 for "count""#)
    #expect(try faults(#"{"name":"ab","ids":4}"#).summary == #"Expected array, received number for "ids""#)
    #expect(try faults(#"{"name":null}"#).summary == #"Expected string, received null for "name""#)
    #expect(try faults("[]").summary == "Expected object, received array")
  }

  @Test("absent null and value are three things") func absentNullAndValueAreThreeThings() throws {
    #expect(try Sample(reading: try JSON.parse(#"{"name":"ab"}"#.utf8)).change == .keep)
    #expect(try Sample(reading: try JSON.parse(#"{"name":"ab","change":null}"#.utf8)).change == .clear)
    let sample = try Sample(reading: try JSON.parse(#"{"name":"ab","change":"x","filter":null}"#.utf8))
    #expect(sample.change == .set("x"))
    #expect(sample.filter == .some(.null))
    #expect(sample.count == 5)
  }

  @Test("long texts and zeros are refused") func longTextsAndZerosAreRefused() throws {
    #expect(try !faults(#"{"name":"\#(String(repeating: "a", count: 1001))"}"#).all.isEmpty)
    #expect(try faults(#"{"name":"\#(String(repeating: "ü", count: 1000))"}"#).all.isEmpty)
    #expect(try !faults(#"{"name":"a\u0000b"}"#).all.isEmpty)
  }
}

@Suite("Queries") struct Queries {
  private func members(_ query: String) throws -> [String: JSON] { try QueryReader(Sample.fields).members(of: query) }

  @Test("strictly read by the declared type") func strictlyReadByTheDeclaredType() throws {
    let read = try members("color=red&count=7&ids=a%2Cb&ids=c+d&inner.flag=true&name=&other=1&_strict=true")
    #expect(
      read == [
        "color": .string("red"), "count": .int(7), "ids": .array([.string("a,b"), .string("c d")]),
        "inner": .object(["flag": .bool(true)]), "name": .null, "other": .string("1"),
      ])
  }

  @Test("generously read without the strict mark") func generouslyReadWithoutTheStrictMark() throws {
    let read = try members("ids=a,b&count=+7&inner.flag=Yes&filter=&name=")
    #expect(
      read == [
        "ids": .array([.string("a"), .string("b")]), "count": .int(7), "inner": .object(["flag": .bool(true)]),
        "filter": .null, "name": .string(""),
      ])
    #expect(try members("ids[]=a&ids[]=b")["ids"] == .array([.string("a"), .string("b")]))
  }

  @Test("an empty list is a list") func anEmptyListIsAList() throws {
    #expect(try members("ids=&_strict=true")["ids"] == .array([]))
  }

  @Test(
    "ambiguity is refused",
    arguments: [
      "count=1&count=2", "ids=a&ids=&_strict=true", "ids=a,b&ids=c", "inner=&inner.flag=true", "ids=a,,b",
    ])
  func ambiguityIsRefused(query: String) { #expect(throws: AmbiguousQuery.self) { try members(query) } }
}
