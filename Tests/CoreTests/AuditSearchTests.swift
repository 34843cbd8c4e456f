import Core
import Testing
import Wire

@Suite("A search of the audit") struct AuditSearchTests {
  private func entry() -> AuditEntryRecord {
    var members = AuditedMembers()
    members.note("full_name", from: .string("Zoë Straße"), to: .string("Zoë Bos"), isPersonal: true)
    members.note("is_suspended", from: .bool(false), to: .bool(true), isPersonal: false)
    let record = AuditedRecord(
      name: "user_identity", subjects: [AuditSubject(type: "user_identity", id: "zoe-id")],
      parts: members.parts { "salt" })
    return AuditEntryRecord(
      workspaceID: "house", sequence: 1, occurredAt: Instant(microseconds: 1),
      author: .init(kind: "personal_access_token", reference: "at1x", operatorID: "ann-id"),
      operation: "/user_identities/update", requestID: "request-7", records: [record], omittedCount: 0,
      previousHash: AuditEntryRecord.noHash)
  }

  private func finds(_ text: String, _ entry: AuditEntryRecord, named: Set<String> = []) -> Bool {
    AuditSearch(text, named: named).finds(entry)
  }

  @Test("finds values, IDs, the author, the request, and the operation by path and title")
  func texts() {
    for text in [
      "zoe strasse", "BOS", "zoe-id", "ann-id", "at1x", "request-7", "identities/upd", "Update a user identity",
    ] {
      #expect(finds(text, entry()), "\(text)")
    }
    for text in ["full_name", "salt", "true", "zoe  bosch"] { #expect(!finds(text, entry()), "\(text)") }
  }

  @Test("finds what is about or by somebody with the name")
  func names() {
    #expect(!finds("carla", entry()))
    for id in ["zoe-id", "ann-id", "at1x"] { #expect(finds("carla", entry(), named: [id]), "\(id)") }
  }

  @Test("finds no erased value")
  func erased() {
    var erased = entry()
    let hasErased = erased.records[0].erase()
    #expect(hasErased && !finds("bos", erased) && finds("zoe-id", erased))
  }
}
