import Testing

@testable import SeamClient

/// One token of each kind, by the name of the kind.
private let tokens = [
  "api key": "seam_test1_abc", "personal access": "seam_at1abc_def", "client session": "seam_cst1abc_def",
  "publishable": "seam_pk1abc_def", "console": "eyJhbGciOiJIUzI1NiJ9.e30.x", "none": "swordfish",
]

private func verdict(_ make: (Configuration) -> Seam) async -> (error: SeamError?, sent: [TransportRequest]) {
  let transport = ScriptedTransport(.body(#"{"workspaces":[]}"#))
  let seam = make(Configuration(transport: transport))
  let error = await seamError { _ = try await seam.workspaces.list() }
  return (error, transport.sent)
}

private func environment(_ variables: [String: String]) -> Environment { Environment { variables[$0] } }

@Suite("Tokens before anything is sent") struct TokensBeforeAnythingIsSent {
  @Test("an API key is one", arguments: tokens.keys.sorted())
  func anAPIKeyIsOne(kind: String) async throws {
    let token = try #require(tokens[kind])
    let (error, sent) = await verdict { Seam(apiKey: token, endpoint: "https://a.b", configuration: $0) }
    expect(error, sent, isTaken: kind == "api key", token)
  }

  @Test("a personal access token is one", arguments: tokens.keys.sorted())
  func aPersonalAccessTokenIsOne(kind: String) async throws {
    let token = try #require(tokens[kind])
    let (error, sent) = await verdict {
      Seam(personalAccessToken: token, workspaceID: "w", endpoint: "https://a.b", configuration: $0)
    }
    expect(error, sent, isTaken: kind == "personal access", token)
    if let request = sent.first { #expect(request.header("seam-workspace") == "w") }
  }

  @Test("a client session token is one", arguments: tokens.keys.sorted())
  func aClientSessionTokenIsOne(kind: String) async throws {
    let token = try #require(tokens[kind])
    let (error, sent) = await verdict { Seam(clientSessionToken: token, endpoint: "https://a.b", configuration: $0) }
    expect(error, sent, isTaken: kind == "client session", token)
    if let request = sent.first { #expect(request.header("client-session-token") == token) }
  }

  @Test("one with stray characters is not sent", arguments: ["seam_a\n", "seam_a b", "seam_ä"])
  func oneWithStrayCharactersIsNotSent(token: String) async {
    let (error, sent) = await verdict { Seam(apiKey: token, endpoint: "https://a.b", configuration: $0) }
    expect(error, sent, isTaken: false, token)
  }

  private func expect(_ error: SeamError?, _ sent: [TransportRequest], isTaken: Bool, _ token: String) {
    guard !isTaken else {
      #expect(error == nil)
      #expect(sent.first?.header("authorization") == "Bearer \(token)")
      return
    }
    guard case .invalidToken(let reason)? = error else {
      Testing.Issue.record("\(token) was taken")
      return
    }
    #expect(!reason.contains(token))
    #expect(sent.isEmpty)
  }
}

@Suite("The environment") struct TheEnvironment {
  private func verdict(_ variables: [String: String]) async -> (error: SeamError?, sent: [TransportRequest]) {
    await SeamClientTests.verdict { Seam(environment: environment(variables), endpoint: nil, configuration: $0) }
  }

  @Test("gives token and endpoint") func givesTokenAndEndpoint() async {
    let (error, sent) = await verdict(["SEAM_API_KEY": "seam_a_b", "SEAM_ENDPOINT": "http://127.0.0.1:9/"])
    #expect(error == nil)
    #expect(sent.first?.url == "http://127.0.0.1:9/workspaces/list")
  }

  @Test("can leave the endpoint to the hosted service") func canLeaveTheEndpointToTheHostedService() async {
    let (_, sent) = await verdict(["SEAM_CLIENT_SESSION_TOKEN": "seam_cst1", "SEAM_API_KEY": ""])
    #expect(sent.first?.url == "https://connect.getseam.com/workspaces/list")
  }

  @Test(
    "is refused where it contradicts itself",
    arguments: [
      [:], ["SEAM_API_KEY": "seam_a_b", "SEAM_PERSONAL_ACCESS_TOKEN": "seam_at1"],
      ["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at1"], ["SEAM_API_KEY": "seam_a_b", "SEAM_ENDPOINT": "keys.example.com"],
    ])
  func isRefusedWhereItContradictsItself(variables: [String: String]) async {
    let (error, sent) = await verdict(variables)
    guard case .invalidOptions? = error else {
      Testing.Issue.record("taken: \(variables.keys)")
      return
    }
    #expect(sent.isEmpty)
  }

  @Test("needs the workspace of a personal access token") func needsTheWorkspaceOfAPersonalAccessToken() async {
    let (error, sent) = await verdict(["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at1", "SEAM_WORKSPACE_ID": "w"])
    #expect(error == nil)
    #expect(sent.first?.header("seam-workspace") == "w")
  }
}
