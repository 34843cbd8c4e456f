import API
import Core
import HTTPTypes
import Operations
import Testing
import Wire

@testable import latchkey

@Suite("A session of an operator", .world)
struct OperatorSessionTests {
  private let world = World.here
  private let path = "/latchkey/v1/operator_sessions/"
  private var signIn: OperatorSignIn { world.machinery.platform.operatorSignIn }

  private func isOpen(_ opened: OperatorSignIn.Opened) async throws -> Bool {
    try await signIn.session(opened.secret) != nil
  }

  private func open(_ role: OperatorRole = .viewer) async throws -> OperatorSignIn.Opened {
    try await signIn.open(accessToken: try await world.accessToken(role), from: nil)
  }

  @Test("ends after eight hours without use")
  func idle() async throws {
    let opened = try await open()
    world.pass(seconds: 8 * 3600 - 1)
    #expect(try await isOpen(opened))
    world.pass(seconds: 8 * 3600 - 1)
    #expect(try await isOpen(opened))
    world.pass(seconds: 8 * 3600)
    #expect(try await !isOpen(opened))
    #expect(try await world.ok(path + "list").operator_sessions == [])
  }

  @Test("ends without use although its page looks again by itself")
  func pagesThatLookAgain() async throws {
    let browser = try await world.console(role: .viewer)
    let page = browser.address("people?q=a")
    let looks: [(address: String, headers: [String: String?])] = [
      (page, ["latchkey-refresh": "1"]), (page + "&refresh=1", [:]), (page, ["accept": "text/event-stream"]),
    ]
    world.pass(seconds: 8 * 3600 - 1)
    for look in looks {
      let answer = try await browser.send(.get, look.address, headers: look.headers)
      #expect(answer.status == 200 && !answer.html.contains("refresh=1"))
    }
    world.pass(seconds: 1)
    for look in looks {
      let answer = try await browser.send(.get, look.address, headers: look.headers)
      #expect(answer.status == 303 && answer.location == "/console/sign_in?to=\(percentEncoded(page))")
    }
  }

  @Test("ends after seven days, however much it is used")
  func longest() async throws {
    let opened = try await open()
    for _ in 1..<28 {
      world.pass(seconds: 6 * 3600)
      #expect(try await isOpen(opened))
    }
    world.pass(seconds: 6 * 3600)
    #expect(try await !isOpen(opened))
  }

  @Test("is opened by a valid token only, and by a secret that is not stored")
  func opening() async throws {
    let token = try await world.accessToken()
    let wrong = String(token.dropLast()) + (token.hasSuffix("x") ? "y" : "x")
    for text in [wrong, world.key, ""] {
      await #expect(throws: APIError.self) { _ = try await signIn.open(accessToken: text, from: nil) }
    }
    let opened = try await signIn.open(accessToken: token, from: nil)
    #expect(opened.session.secretHash == sha256Text(opened.secret))
    #expect(try await signIn.session(opened.secret + "x") == nil)
  }

  @Test("ends when its operator closes it, or when its token is revoked")
  func ends() async throws {
    let (closed, revoked) = (try await open(), try await open())
    try await signIn.close(closed.session, from: nil)
    #expect(try await !isOpen(closed))
    let token = try #require(revoked.session.accessTokenID)
    try await world.ok("/latchkey/v1/operators/revoke_access_token", ["access_token_id": "\(token.text)"])
    #expect(try await !isOpen(revoked))
  }

  @Test("is listed and revoked by administrators, and one's own by everybody")
  func revocation() async throws {
    let token = try await world.accessToken(.viewer)
    let own = try await signIn.open(accessToken: token, from: nil)
    let other = try await open(.frontDesk)
    let all = try await world.ok(path + "list").operator_sessions
    #expect(Set(all.each("operator_session_id").map(\.text)) == [own.session.id.text, other.session.id.text])
    let seen = try await world.call(path + "list", asOperator: token).body.operator_sessions
    #expect(seen.each("operator_session_id").map(\.text) == [own.session.id.text])
    let foreign: Value = ["operator_session_id": "\(other.session.id.text)"]
    let refused = try await world.call(path + "revoke", foreign, asOperator: token)
    #expect(refused.refusal == .init(404, "operator_session_not_found"))
    let stranger = try await world.secondKey()
    try await world.refused(path + "revoke", 404, "operator_session_not_found", foreign, by: stranger)
    try await world.ok(path + "revoke", foreign)
    #expect(try await !isOpen(other))
    let mine: Value = ["operator_session_id": "\(own.session.id.text)"]
    #expect(try await world.call(path + "revoke", mine, asOperator: token).status == 200)
    #expect(try await !isOpen(own))
  }

  @Test("acts with the role that its operator has now, in the workspaces that the operator runs")
  func calls() async throws {
    let platform = world.machinery.platform
    let opened = try await open(.viewer)
    let person: Value = "\(opened.session.operatorID.text)"
    let route = try #require(platform.handlers.routes["/user_identities/create"])
    let viewer = try #require(
      try await signIn.caller(of: opened.session, in: world.workspace, from: nil, requestID: nil))
    await #expect(throws: APIError.self) { _ = try await route.run(.object([:]), viewer) }
    try await world.ok("/latchkey/v1/operators/update", ["operator_id": person, "role": "front_desk"])
    let desk = try #require(try await signIn.caller(of: opened.session, in: world.workspace, from: nil, requestID: nil))
    #expect(try await !route.run(.object([:]), desk).isEmpty)
    let elsewhere = try await signIn.caller(of: opened.session, in: "another", from: nil, requestID: nil)
    #expect(elsewhere.map { _ in true } == nil)
  }
}
