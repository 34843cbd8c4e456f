import SeamClient
import Testing

private func error(_ line: ScriptedTransport.Line) async -> SeamError? {
  await seamError { _ = try await client(ScriptedTransport(line, line, line)).acs.users.get(acsUserID: "u") }
}

@Suite("Errors") struct Errors {
  @Test("of parameters name each of them") func ofParametersNameEachOfThem() async throws {
    let error = await error(
      .json(
        400,
        #"""
        {"error":{"type":"invalid_input","message":"2 Input Errors","data":{"a":1},"validation_errors":{"_errors":["no"],
         "ids":{"_errors":[],"1":{"_errors":["Expected string, received number"]}},"name":{"_errors":["Required"]}}}}
        """#))
    guard case .invalidInput(let refusal, let fields)? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
    #expect(fields == ["": ["no"], "ids.1": ["Expected string, received number"], "name": ["Required"]])
    #expect(refusal.status == 400 && refusal.type == "invalid_input" && refusal.message == "2 Input Errors")
    #expect(refusal.data == .object(["a": .int(1)]))
    #expect(error?.requestID == "request7")
  }

  @Test("have a case for what callers treat differently") func haveACaseForWhatCallersTreatDifferently() async {
    func name(_ line: ScriptedTransport.Line) async -> String {
      await error(line).flatMap { Mirror(reflecting: $0).children.first?.label } ?? ""
    }
    #expect(await name(.error(401, "client_session_expired")) == "unauthorized")
    #expect(await name(.answer(TransportResponse(status: 401))) == "unauthorized")
    #expect(await name(.error(404, "acs_user_not_found")) == "notFound")
    #expect(await name(.error(409, "acs_user_already_exists")) == "conflict")
    #expect(await name(.error(429, "too_many_requests")) == "rateLimited")
    #expect(await name(.error(500, "internal_server_error")) == "serverFailed")
    #expect(await name(.error(400, "not_supported")) == "refused")
    #expect(await name(.error(403, "forbidden")) == "refused")
    let page = TransportResponse(status: 502, headers: [("content-type", "text/html")], body: Array("<html>".utf8))
    #expect(await name(.answer(page)) == "unexpectedAnswer")
    #expect(await name(.cut("reset")) == "unreachable")
  }

  @Test("of the 401 keep what the server said") func ofThe401KeepWhatTheServerSaid() async {
    #expect(await error(.error(401, "client_session_expired"))?.refusal?.type == "client_session_expired")
  }

  @Test(
    "a success without its resource is none",
    arguments: ["", "[]", "{}", #"{"acs_user":[]}"#, #"{"acs_user":null}"#, "<html>"])
  func aSuccessWithoutItsResourceIsNone(body: String) async {
    let error = await error(.body(body))
    guard case .unexpectedAnswer(200, "request7", _)? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
  }

  @Test("a success that returns nothing is not looked at") func aSuccessThatReturnsNothingIsNotLookedAt() async throws {
    try await client(ScriptedTransport(.body(""))).acs.users.delete(acsUserID: "u")
  }
}

@Suite("Secrets") struct Secrets {
  @Test("stand in no description and no reflection") func standInNoDescriptionAndNoReflection() async {
    let transport = ScriptedTransport(
      .error(401, "unauthorized", "API Key not found"), .cut("refused"), .cut("refused"), .cut("refused"))
    let seam = client(transport)
    let refused = await seamError { _ = try await seam.acs.systems.list() }
    let lost = await seamError { _ = try await seam.acs.systems.list(search: "hidden") }
    let wrong = await seamError { _ = try await Seam(apiKey: "seam_at1_\(apiKey)").workspaces.get() }
    let things: [Any] = [seam, seam.acs.users, refused as Any, lost as Any, wrong as Any, transport.sent]
    for thing in things {
      var text = "\(thing) \(String(reflecting: thing))"
      dump(thing, to: &text)
      #expect(!text.contains(apiKey) && !text.contains("hidden"), "\(type(of: thing))")
    }
  }

  @Test("stand in no address") func standInNoAddress() async throws {
    let transport = ScriptedTransport(.body(#"{"acs_systems":[]}"#))
    _ = try await client(transport).acs.systems.list()
    #expect(!transport.sent[0].url.contains(apiKey))
  }
}
