import SeamClient
import Testing

private func page(_ ids: [String], next cursor: String?, hasNext: Bool? = nil) -> ScriptedTransport.Line {
  let users = ids.map { #"{"acs_user_id":"\#($0)"}"# }.joined(separator: ",")
  let next = cursor.map { "\"\($0)\"" } ?? "null"
  return .body(
    #"""
    {"acs_users":[\#(users)],"pagination":{"next_page_cursor":\#(next),"has_next_page":\#(hasNext ?? (cursor != nil)),
     "next_page_url":null},"ok":true}
    """#)
}

@Suite("Pages") struct Pages {
  @Test("are walked element by element") func areWalkedElementByElement() async throws {
    let transport = ScriptedTransport(page(["a", "b"], next: "c1"), page([], next: "c2"), page(["c"], next: nil))
    var ids: [String] = []
    for try await user in client(transport).acs.users.listAll(acsSystemID: "s", limit: 2) { ids.append(user.id.text) }
    #expect(ids == ["a", "b", "c"])
    // Each page is requested with the parameters of the first.
    #expect(
      transport.sent.map { $0.url.split(separator: "?")[1] } == [
        "acs_system_id=s&limit=2&_strict=true", "acs_system_id=s&limit=2&page_cursor=c1&_strict=true",
        "acs_system_id=s&limit=2&page_cursor=c2&_strict=true",
      ])
  }

  @Test("are fetched when they are needed") func areFetchedWhenTheyAreNeeded() async throws {
    let transport = ScriptedTransport(page(["a", "b"], next: "c1"), page(["c"], next: nil))
    let users = client(transport).acs.users.listAll()
    #expect(transport.sent.isEmpty)
    for try await user in users where user.id == "a" { break }
    #expect(transport.sent.count == 1)
  }

  @Test("can be had one by one") func canBeHadOneByOne() async throws {
    let transport = ScriptedTransport(page(["a"], next: "c1"), page(["b"], next: nil), page(["b"], next: nil))
    let users = client(transport).acs.users.listAll()
    let first = try await users.page()
    #expect(first.pagination.hasNextPage && first.items.map(\.id) == ["a"])
    let second = try await users.page(after: first.pagination.nextPageCursor.optional)
    #expect(!second.pagination.hasNextPage && second.items.map(\.id) == ["b"])
    #expect(try await client(transport).acs.users.list(pageCursor: "c1").map(\.id) == ["b"])
    #expect(transport.sent.allSatisfy { $0.url.contains("page_cursor=c1") == ($0.url != transport.sent[0].url) })
  }

  @Test("come to an end at a broken server") func comeToAnEndAtABrokenServer() async throws {
    let again = ScriptedTransport(page(["a"], next: "c1"), page(["b"], next: "c1"), page(["c"], next: nil))
    #expect(try await client(again).acs.users.listAll().all().map(\.id) == ["a", "b"])
    let nowhere = ScriptedTransport(page(["a"], next: nil, hasNext: true), page(["b"], next: nil))
    #expect(try await client(nowhere).acs.users.listAll().all().map(\.id) == ["a"])
  }

  @Test("are not taken for complete where the server does not say so")
  func areNotTakenForCompleteWhereTheServerDoesNotSaySo() async throws {
    let body = #"{"acs_users":[{"acs_user_id":"a"}]}"#
    let seam = client(ScriptedTransport(.body(body), .body(body)))
    #expect(try await seam.acs.users.list().count == 1)
    let error = await seamError { _ = try await seam.acs.users.listAll().all() }
    guard case .unexpectedAnswer? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
  }
}
