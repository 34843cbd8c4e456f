import Testing

@testable import SeamClient

@Suite("Requests") struct Requests {
  @Test("reads are asked by query") func readsAreAskedByQuery() async throws {
    let transport = ScriptedTransport(.body(#"{"acs_users":[]}"#))
    _ = try await client(transport).acs.users.list(
      acsSystemID: "a b/ü", createdBefore: Instant(iso8601: "2025-01-02T03:04:05.678Z"),
      userIdentityEmailAddress: .null)
    #expect(transport.sent[0].method == "GET")
    #expect(
      transport.sent[0].url == "https://keys.example.com/acs/users/list?acs_system_id=a+b%2F%C3%BC"
        + "&created_before=2025-01-02T03%3A04%3A05.678Z&user_identity_email_address=&_strict=true")
    #expect(transport.sent[0].body == nil)
    #expect(transport.sent[0].header("authorization") == "Bearer \(apiKey)")
    #expect(transport.sent[0].header("seam-sdk-name") == Seam.name)
    #expect(transport.sent[0].header("seam-sdk-version") == Seam.version)
  }

  @Test("without parameters there is no query") func withoutParametersThereIsNoQuery() async throws {
    let transport = ScriptedTransport(.body(#"{"workspaces":[]}"#))
    _ = try await client(transport).workspaces.list()
    #expect(transport.sent[0].url == "https://keys.example.com/workspaces/list")
  }

  @Test("each kind of operation has its verb") func eachKindOfOperationHasItsVerb() async throws {
    let user = #"{"acs_user":{}}"#
    let transport = ScriptedTransport(.body("{}"), .body("{}"), .body("{}"), .body("{}"), .body(user))
    let seam = client(transport)
    try await seam.acs.users.delete(acsUserID: "u")
    try await seam.acs.users.update(acsUserID: "u", accessSchedule: .clear, fullName: "Jane")
    try await seam.acs.users.addToAccessGroup(acsUserID: "u", acsAccessGroupID: "g")
    try await seam.acs.users.suspend(acsUserID: "u")
    try await seam.acs.users.create(acsSystemID: "s", fullName: "Jane")
    #expect(transport.sent.map(\.method) == ["DELETE", "PATCH", "PUT", "POST", "POST"])
    #expect(transport.sent[0].url.hasSuffix("/acs/users/delete?acs_user_id=u&_strict=true"))
    #expect(
      try body(of: transport.sent[1])
        == JSON.parse(
          #"{"acs_user_id":"u","access_schedule":null,"full_name":"Jane"}"#.utf8))
    #expect(transport.sent[1].header("content-type") == "application/json")
    // Parameters with the server's defaults are omitted.
    #expect(try body(of: transport.sent[4]) == JSON.parse(#"{"acs_system_id":"s","full_name":"Jane"}"#.utf8))
  }

  private func body(of request: TransportRequest) throws -> JSON { try JSON.parse(request.body ?? []) }

  @Test("queries are written as the official SDKs do") func queriesAreWrittenAsTheOfficialSDKsDo() throws {
    let parameters: [String: JSON] = [
      "device_ids": .array([.string("a"), .string("b")]), "limit": .int(2), "search": .string(""),
      "created_before": .string("2025-01-02T03:04:05.678Z"), "none": .array([]), "share": .double(0.5),
      "custom_metadata_has": .object(["k": .string("v w"), "f": .bool(true), "n": .null]), "mark": .string("*-._~"),
    ]
    #expect(
      try QueryText(parameters).text == "created_before=2025-01-02T03%3A04%3A05.678Z&custom_metadata_has.f=true"
        + "&custom_metadata_has.k=v+w&custom_metadata_has.n=&device_ids=a&device_ids=b&limit=2&mark=*-._%7E&none="
        + "&share=0.5&_strict=true")
    #expect(try QueryText(["search": .string("")]).text == nil)
  }

  @Test(
    "what a query cannot hold is not sent",
    arguments: [
      JSON.array([.null]), .array([.string("")]), .array([.array([])]), .object(["a.b": .int(1)]),
    ])
  func whatAQueryCannotHoldIsNotSent(value: JSON) {
    #expect(throws: SeamError.self) { try QueryText(["name": value]) }
  }
}
