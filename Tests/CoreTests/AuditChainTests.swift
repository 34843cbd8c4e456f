import API
import Core
import Testing
import Wire

@Suite("The chain of an audit") struct AuditChainTests {
  private func parts(_ name: String, _ value: String) -> [AuditedPart] {
    var members = AuditedMembers()
    members.note(name, from: nil, to: .string(value), isPersonal: true)
    members.note("\(name)_count", from: .int(1), to: .int(2), isPersonal: false)
    return members.parts { "salt of \(value)" }
  }

  /// A chain with an entry for each moment.
  private func entries(_ count: Int) -> [AuditEntryRecord] {
    var entries: [AuditEntryRecord] = []
    for number in 1...count {
      let record = AuditedRecord(
        name: "user_identity", subjects: [AuditSubject(type: "user_identity", id: "jane")],
        parts: parts("full_name", "Jane \(number)"))
      entries.append(
        AuditEntryRecord(
          workspaceID: "house", sequence: number, occurredAt: Instant(microseconds: Int64(number)),
          author: .init(kind: "personal_access_token", reference: "at1x", operatorID: "ann"),
          operation: "/user_identities/update", requestID: "request", records: [record], omittedCount: 0,
          previousHash: entries.last?.hash ?? AuditEntryRecord.noHash))
    }
    return entries
  }

  private func fault(
    in entries: [AuditEntryRecord], after anchor: AuditPosition? = nil, expecting head: String? = nil
  ) -> AuditChain.Fault? {
    var chain = AuditChain(after: anchor, expecting: head)
    for entry in entries { chain.follow(entry) }
    chain.finish()
    return chain.fault
  }

  @Test("is intact as it was written, also when it is empty")
  func intact() {
    let whole = entries(5)
    #expect(fault(in: whole) == nil)
    #expect(fault(in: whole, expecting: whole[4].hash) == nil)
    #expect(fault(in: whole, expecting: whole[2].hash) == nil, "an earlier head")
    #expect(fault(in: []) == nil)
    #expect(Set(whole.map(\.hash)).count == 5)
  }

  @Test("shows a change of any field")
  func tampering() {
    let changes: [(inout AuditEntryRecord) -> Void] = [
      { $0.workspaceID = "other" }, { $0.occurredAt = .latest }, { $0.author.kind = "rule" },
      { $0.author.reference = nil }, { $0.author.operatorID = "bob" }, { $0.operation = "/user_identities/delete" },
      { $0.requestID = nil }, { $0.omittedCount = 1 }, { $0.previousHash = AuditEntryRecord.noHash },
      { $0.hash = AuditEntryRecord.noHash }, { $0.records = [] }, { $0.records[0].name = "space" },
      { $0.records[0].subjects[0].id = "joe" }, { $0.records[0].subjects[0].type = "acs_user" },
      { $0.records[0].subjects = [] }, { $0.records[0].parts[0].commitment = "" },
      { $0.records[0].parts[0].kind = .other }, { $0.records[0].parts.removeLast() },
      { $0.records[0].parts[0].opening?.text = "{}" }, { $0.records[0].parts[0].opening?.salt = "pepper" },
      { $0.records += $0.records },
    ]
    for (index, change) in changes.enumerated() {
      var changed = entries(5)
      change(&changed[2])
      #expect(fault(in: changed) == .altered(3), "change \(index)")
    }
  }

  @Test("shows an entry that is missing, doubled or moved, and one whose hashes were all made again")
  func missing() {
    let whole = entries(5)
    #expect(fault(in: Array(whole.dropFirst())) == .missing(1))
    #expect(fault(in: whole.filter { $0.sequence != 3 }) == .missing(3))
    #expect(fault(in: whole + [whole[4]]) == .missing(6))
    #expect(fault(in: [whole[0], whole[2], whole[1]]) == .missing(2))
    var forged = whole
    forged[2] = AuditEntryRecord(
      workspaceID: "house", sequence: 3, occurredAt: whole[2].occurredAt, author: .init(kind: "rule"),
      operation: "/user_identities/update", requestID: nil, records: [], omittedCount: 0,
      previousHash: whole[1].hash)
    #expect(fault(in: forged) == .altered(4))
  }

  @Test("shows a cut tail by a head that was kept")
  func cutTail() {
    let whole = entries(5)
    let cut = Array(whole.prefix(3))
    #expect(fault(in: cut) == nil)
    #expect(fault(in: cut, expecting: whole[4].hash) == .cut)
    #expect(fault(in: [], expecting: whole[4].hash) == .cut)
  }

  @Test("goes on from the anchor of a beginning that was deleted by age")
  func anchor() {
    let whole = entries(5)
    let rest = Array(whole.dropFirst(2))
    #expect(fault(in: rest, after: whole[1].position) == nil)
    #expect(fault(in: rest, after: whole[1].position, expecting: whole[1].hash) == nil)
    #expect(fault(in: rest, after: whole[1].position, expecting: whole[0].hash) == .cut)
    #expect(fault(in: rest, after: whole[0].position) == .missing(2))
    #expect(fault(in: rest, after: AuditPosition(sequence: 2, hash: AuditEntryRecord.noHash)) == .altered(3))
  }

  @Test("stays intact without the texts about a person")
  func erasure() {
    var entries = entries(3)
    let hadTexts = entries[1].records[0].erase()
    #expect(hadTexts)
    let hasTexts = entries[1].records[0].erase()
    #expect(!hasTexts)
    #expect(fault(in: entries) == nil)
    let change = entries[1].resource([:]).changes[0]
    #expect(change.isErased)
    #expect(change.members.map(\.name) == ["full_name_count"])
  }
}

@Suite("The parameters of a call in the audit") struct AuditedParameterTests {
  private func text(_ parameters: [String: JSON], without known: Set<String> = []) -> String {
    AuditedMembers(of: parameters, without: known).parts { "" }.compactMap { $0.opening?.text }.joined()
  }

  @Test("have no value of a field that is a secret of the API")
  func secrets() {
    let known: Set = ["client_session_token", "code", "instant_key_url", "pin", "preferred_code", "short_code"]
    #expect(secretNames.isSuperset(of: known))
    for name in secretNames {
      let nested = JSON.object(["inner": .object([name: .string("4711")])])
      let text = text([name: .string("4711"), "outer": nested])
      #expect(!text.contains("4711"), "\(name)")
    }
  }

  @Test("have no secrets, no IDs and no long texts")
  func parameters() {
    let text = text([
      "full_name": .string("Jane"), "acs_user_id": .string("user-1"), "code": .string("4711"),
      "space_ids": .array([.string("space-1")]),
      "access_schedule": .object([
        "starts_at": .string("2024-11-01T15:00:00Z"), "password": .string("hunter2"),
      ]),
      "guests": .array([.object(["name": .string("Joe")])]),
      "description": .string(String(repeating: "x", count: 5000)), "document": .string("Ann"),
      "body": .string("{\"pin\": \"0815\"}"),
    ])
    for shown in ["full_name", "Jane", "access_schedule.starts_at", "\"length\":1", "\"length\":5000"] {
      #expect(text.contains(shown), "\(shown)")
    }
    for hidden in ["user-1", "space-1", "4711", "hunter2", "Joe", "xxx", "Ann", "0815"] {
      #expect(!text.contains(hidden), "\(hidden)")
    }
  }

  @Test("are not repeated if a record shows them")
  func repeated() {
    #expect(text(["full_name": .string("Jane")], without: ["full_name"]) == "")
  }

  @Test("name the resources of the call")
  func subjects() {
    let parameters: [String: JSON] = [
      "acs_user_id": .string("user"), "space_ids": .array([.string("one"), .string("two")]), "name": .string("Room"),
    ]
    #expect(
      AuditSubject.subjects(of: parameters) == [
        AuditSubject(type: "acs_user", id: "user"), AuditSubject(type: "space", id: "one"),
        AuditSubject(type: "space", id: "two"),
      ])
  }
}
