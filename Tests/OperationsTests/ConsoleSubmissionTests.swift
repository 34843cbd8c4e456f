import API
import Core
import HTTPTypes
import Operations
import Synchronization
import Testing
import Wire

@testable import Pages
@testable import latchkey

/// Each ``ConsoleSubmissions`` is what one of several servers of the database keeps in memory.
@Suite("A form of the console that is sent to two servers", .world)
struct ConsoleSubmissionTests {
  private let world = World.here
  private let count = Count()

  /// The number of forms that were carried out.
  private final class Count: Sendable {
    private let value = Mutex(0)
    var current: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  private func newServer() -> ConsoleSubmissions {
    let platform = world.machinery.platform
    return ConsoleSubmissions(forms: platform.consoleForms, clock: platform.operatorSignIn.clock)
  }

  private func newSession() async throws -> ID<OperatorSession> {
    let token = try await world.accessToken(.frontDesk)
    return try await world.machinery.platform.operatorSignIn.open(accessToken: token, from: nil).session.id
  }

  /// Sends a form whose body counts. Returns the address that it led to, or the type of the error.
  private func send(
    _ fields: String = "form_key=one&name=Jane", to server: ConsoleSubmissions, of session: ID<OperatorSession>,
    _ outcome: ConsoleSubmissions.Outcome = .success(.seeOther("people/1"))
  ) async throws -> String? {
    let count = count
    let found = try await server.once(FormFields(fields), to: "front_desk /console/x/people", of: session) {
      count.add()
      return outcome
    }
    switch found {
    case .success(.seeOther(let place)?): return place
    case .success: return nil
    case .failure(let error): return "\(error.status) \(error.type)"
    }
  }

  @Test("is carried out once, and leads to the same address")
  func twice() async throws {
    let (session, first, second) = (try await newSession(), newServer(), newServer())
    #expect(try await send(to: first, of: session) == "people/1")
    for server in [second, first, second, newServer()] {
      #expect(try await send(to: server, of: session) == "people/1")
    }
    #expect(count.current == 1)
    // Another session has keys of its own.
    #expect(try await send(to: second, of: try await newSession()) == "people/1")
    #expect(count.current == 2)
  }

  @Test("is refused if it has other fields")
  func foreign() async throws {
    let (session, first, second) = (try await newSession(), newServer(), newServer())
    _ = try await send(to: first, of: session)
    for server in [first, second] {
      await #expect(throws: ConsolePages.ForeignForm.self) {
        _ = try await send("form_key=one&name=Kim", to: server, of: session)
      }
    }
    #expect(try await send(to: second, of: session) == "people/1")
    #expect(count.current == 1)
  }

  @Test("says that it was received if it is under way, or led to no address")
  func received() async throws {
    let (session, first, second) = (try await newSession(), newServer(), newServer())
    let form = FormFields("form_key=one")
    let inner = Mutex<[Int]>([])
    let found = try await first.once(form, to: "", of: session) {
      let again = try? await second.once(form, to: "", of: session) { .success(nil) }
      if case .failure(let error)? = again { inner.withLock { $0.append(error.status) } }
      return .success(.seeOther("people/2"))
    }
    #expect(inner.withLock { $0 } == [409])
    guard case .success(.seeOther("people/2")?) = found else {
      Issue.record("\(found)")
      return
    }
    // What is refused, or shows a page, has ended all the same.
    let other = try await newSession()
    #expect(try await send(to: first, of: other, .failure(.notFound(.acsUser))) == "404 acs_user_not_found")
    #expect(try await send(to: second, of: other) == "409 form_received_before")
    #expect(try await send(to: first, of: other) == "404 acs_user_not_found")
    #expect(count.current == 1)
  }

  @Test("can be sent again if the server had no capacity, or after ten minutes")
  func again() async throws {
    let (session, first, second) = (try await newSession(), newServer(), newServer())
    #expect(try await send(to: first, of: session, .failure(.overloaded)) == "503 service_unavailable")
    #expect(try await send(to: second, of: session) == "people/1")
    #expect(count.current == 2)
    world.pass(seconds: 599)
    #expect(try await send(to: first, of: session) == "people/1")
    #expect(count.current == 2)
    world.pass(seconds: 1)
    #expect(try await send(to: first, of: session, .success(.seeOther("people/2"))) == "people/2")
    #expect(try await send(to: second, of: session) == "people/2")
    #expect(count.current == 3)
  }

  @Test("gets a page that says so, or the address that it led to")
  func page() async throws {
    let browser = try await world.console(role: .administrator)
    let (page, forms) = (browser.address("keys"), world.machinery.platform.consoleForms)
    let form = [
      "form_token": try await browser.formToken(), "form_key": "one", "step": "create", "name": "Night audit",
      "kind": "secret",
    ]
    let fields = FormFields(form.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&"))
    let session = try await world.ok("/latchkey/v1/operator_sessions/list").operator_sessions[0].operator_session_id
    let sent = SentConsoleForm(
      sessionID: ID(session.text), keyHash: sha256Text("one"),
      fingerprint: fields.fingerprint(at: "administrator \(page)"))
    let before = try await world.ok("/latchkey/v1/api_keys/list").api_keys.count
    #expect(try await forms.take(sent) == nil)
    let received = try await browser.send(.post, page, form: form)
    #expect(received.status == 409 && received.text.contains("The form was received already"))
    await forms.end(sent, ledTo: "keys")
    let led = try await browser.send(.post, page, form: form)
    #expect(led.status == 303 && led.location == page)
    #expect(try await world.ok("/latchkey/v1/api_keys/list").api_keys.count == before)
  }
}
