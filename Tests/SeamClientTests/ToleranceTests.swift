import SeamClient
import Testing

/// The hosted API grows. This client must read the responses of later versions.
@Suite("Answers of tomorrow") struct AnswersOfTomorrow {
  @Test("may hold more than is known") func mayHoldMoreThanIsKnown() async throws {
    let transport = ScriptedTransport(
      .body(
        #"""
        {"acs_user":{"acs_user_id":"u","display_name":"Jane","external_type":"crystal_user","aura":{"color":"mauve"},
          "errors":[{"error_code":"user_astray","created_at":"2025-01-01T00:00:00Z","message":"m"}],
          "pending_mutations":[{"mutation_code":"levitating","height":3}]},"ok":true,"weather":"fine"}
        """#))
    let user = try await client(transport).acs.users.get(acsUserID: "u")
    #expect(user.id == "u")
    #expect(user.externalType == .unknown("crystal_user"))
    #expect(user.errors.map(\.code) == [.unknown("user_astray")])
    #expect(user.pendingMutations?.first?.code == "levitating")
    #expect(user.pendingMutations?.first?.unknownJSON?["height"] == .int(3))
  }

  @Test("may hold less") func mayHoldLess() async throws {
    let transport = ScriptedTransport(.body(#"{"acs_user":{"acs_user_id":"u","full_name":null}}"#))
    let user = try await client(transport).acs.users.get(acsUserID: "u")
    #expect(user.fullName == nil)
    #expect(user.errors.isEmpty)
  }

  @Test("may bring events that nobody knows") func mayBringEventsThatNobodyKnows() async throws {
    let transport = ScriptedTransport(.body(#"{"events":[{"event_id":"e","event_type":"door.sang"}]}"#))
    let events = try await client(transport).events.list(since: Instant(iso8601: "2024-01-01T00:00:00Z"))
    #expect(events[0].eventType == .unknown("door.sang"))
  }

  @Test("lose no word of theirs", arguments: catalogue.map { $0.operation.path })
  func loseNoWordOfTheirs(path: String) throws {
    let endpoint = try #require(catalogue.first { $0.operation.path == path })
    try expectRoundTrip(endpoint)
  }

  /// Fills a response with unknown texts and enumeration values, reads it, writes it, and looks for each of them.
  private func expectRoundTrip<E: Endpoint>(_: E.Type) throws {
    var words = Words()
    var members: [String: JSON] = [:]
    for (name, schema) in E.Response.members(of: E.operation) {
      // Further keys hold the same value again.
      let again = E.operation.responseKeys.contains(name) ? members[E.operation.responseKeys[0]] : nil
      members[name] = again ?? words.json(schema)
    }
    var issues = Issues()
    let answer = E.Response(members, of: E.operation, noting: &issues)
    var writer = JSONWriter()
    answer.writeMembers(of: E.operation, to: &writer)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    for word in words.all { #expect(text.contains("\"\(word)\""), "\(word) is lost") }
  }
}

/// Generates JSON for a schema, with a new word for every text and enumeration.
private struct Words {
  var all: [String] = []

  private mutating func word(_ beginning: String) -> String {
    all.append("\(beginning)_\(all.count)_of_tomorrow")
    return all[all.count - 1]
  }

  mutating func json(_ schema: Schema) -> JSON {
    switch schema {
    case .string(format: nil), .identifier: .string(word("text"))
    case .string: .string("2025-01-01T00:00:00Z")
    case .integer, .number: .int(1)
    case .boolean: .bool(true)
    case .anything, .metadata, .map: .object([:])
    case .choice(let choices): .string(word(choices[0]))
    case .list(.union(nil, let tag, let known)): .array([variant(tag)] + variants(tag, known))
    case .list(.union(_, let tag, let known)): .array(variants(tag, known))
    case .list(let element): .array([json(element)])
    case .nullable(let schema): json(schema)
    case .record(_, let fields): record(fields)
    case .union(nil, let tag, _): variant(tag)
    // A named union gets the fields of all its records, with a tag of a later version.
    case .union: record(schema.fields)
    }
  }

  /// A deprecated field repeats another one, and is not read back.
  private mutating func record(_ fields: [FieldSchema]) -> JSON {
    var members: [String: JSON] = [:]
    for field in fields where !field.doc.hasPrefix("Deprecated") { members[field.name] = json(field.schema) }
    return .object(members)
  }

  /// An unknown variant.
  private mutating func variant(_ tag: String) -> JSON {
    .object([tag: .string(word("variant")), "inside": .object(["deep": .string(word("member"))])])
  }

  /// Each known variant, with new words in its other members.
  private mutating func variants(_ tag: String, _ known: [(String, Schema)]) -> [JSON] {
    var all: [JSON] = []
    for case (let name, .record(_, let fields)) in known {
      guard case .object(var members) = record(fields.filter { $0.name != tag }) else { continue }
      members[tag] = .string(name)
      all.append(.object(members))
    }
    return all
  }
}
