package import API
import Core
import HTTPTypes
package import Hummingbird
import NIOCore
package import Operations
import Wire

/// The console: the pages on which operators run their workspaces. All of it works by links and forms, without scripts.
package struct ConsolePages: Sendable {
  package static let routes = [PlainRoute.console]

  let platform: Platform
  let signIn: OperatorSignIn
  let handlers: Handlers
  let submissions: ConsoleSubmissions

  package init(_ platform: Platform) {
    self.platform = platform
    signIn = platform.operatorSignIn
    handlers = platform.handlers
    submissions = ConsoleSubmissions(forms: platform.consoleForms, clock: platform.operatorSignIn.clock)
  }

  /// Handles a request for one of ``routes`` and what is beneath.
  package func respond(to visitor: PageRequest) async throws -> Response {
    if let asset = ConsoleAssets.response(to: visitor.request) { return asset }
    let frame = frame(of: visitor.request, id: visitor.id)
    do {
      guard let address = ConsoleAddress(visitor.request) else { return try missing(frame) }
      return try await answer(visitor, address, frame)
    } catch is NIOTooManyBytesError {
      return try error(frame, .contentTooLarge, "The form is too large", ["Nothing was changed."])
    } catch is ForeignForm {
      return try error(
        frame, .forbidden, "The form was not accepted",
        ["Nothing was changed. The form did not come from a page of this session. Open the page and send it again."])
    }
  }

  /// The page about an error that is not of a workspace, or before one is known, also while the server is stopping.
  package func page(about error: APIError, for request: Request, id: String) throws -> Response {
    let words = ConsoleFaults.words(of: error)
    return try self.error(
      frame(of: request, id: id), HTTPResponse.Status(code: error.status), words.heading, words.texts)
  }

  var cookies: ConsoleCookies { ConsoleCookies(address: platform.address.known) }

  private func frame(of request: Request, id: String) -> ConsoleFrame {
    ConsoleFrame(
      theme: ConsoleTheme(cookies.theme.value(in: request.headers)), requestID: id,
      formKeys: ConsoleFormKeys { [signIn] in signIn.newFormKey() })
  }

  private func answer(
    _ visitor: PageRequest, _ address: ConsoleAddress, _ frame: ConsoleFrame
  ) async throws -> Response {
    let isForm = visitor.request.method == .post
    guard isForm || visitor.request.method == .get || visitor.request.method == .head else {
      return try missing(frame, status: .methodNotAllowed)
    }
    switch (address.components.first, address.components.count) {
    case ("sign_in", 1): return isForm ? try await open(visitor, frame) : try signInPage(address, frame)
    case ("sign_out", 1) where isForm: return try await close(visitor, frame)
    case ("theme", 1) where isForm: return try await choose(visitor, frame)
    case ("oidc", 2): return try await companyAccount(visitor, address, frame)
    case ("new_workspace", 1): return try await newWorkspace(visitor, isForm: isForm, address, frame)
    case (nil, _): return try await home(visitor)
    default: return try await section(visitor, isForm: isForm, address, frame)
    }
  }

  /// The session of the visitor's browser. Nil if it is not signed in.
  func session(of visitor: PageRequest) async throws -> ConsoleSession? {
    guard let secret = cookies.session.value(in: visitor.request.headers), !secret.isEmpty else { return nil }
    let (signIn, isUse) = (signIn, !visitor.request.isSentByPage)
    guard let record = try await visitor.work({ try await signIn.session(secret, isUse: isUse) }) else { return nil }
    visitor.room.recognize(record.id)
    return ConsoleSession(secret: secret, record: record)
  }

  /// The workspaces of an operator, by name.
  func workspaces(of session: ConsoleSession, _ visitor: PageRequest) async throws -> [Workspace] {
    let caller = try await signIn.caller(of: session.record, from: visitor.sender, requestID: visitor.id)
    return try await handlers.call(Workspaces.List(), by: caller).sorted {
      ($0.name, $0.workspaceID.text) < ($1.name, $1.workspaceID.text)
    }
  }

  /// Leads to the operator's first workspace.
  private func home(_ visitor: PageRequest) async throws -> Response {
    guard let session = try await session(of: visitor) else { return seeOther(ConsoleAddress.signInPath) }
    try visitor.room.count(session.record.id)
    let workspaces = try await visitor.room.workSignedIn { try await self.workspaces(of: session, visitor) }
    guard let first = workspaces.first(where: { !$0.isSuspended }) ?? workspaces.first else {
      return seeOther("\(ConsoleAddress.home)/new_workspace")
    }
    return seeOther("\(ConsoleAddress.home)/\(percentEncoded(first.workspaceID.text))")
  }

  func seeOther(_ address: String) -> Response { .seeOther(address, ConsoleFrame.headers) }

  /// Receives a form of the session's pages.
  ///
  /// - Throws: ``ForeignForm`` if it does not come from such a page, and `NIOTooManyBytesError` if it is too large.
  func form(_ visitor: PageRequest, of session: ConsoleSession, upTo limit: Int) async throws -> FormFields {
    let body = try await visitor.formSignedIn(upTo: limit)
    let form = FormFields(
      Array(body.readableBytesView), contentType: visitor.request.headers[.contentType])
    guard !visitor.request.isForeignConsoleForm(at: platform.address.known), session.accepts(form) else {
      throw ForeignForm()
    }
    return form
  }

  struct ForeignForm: Error {}

  /// What a body answers, or the error that the operator sees. An unexpected one is logged.
  func outcome(
    for visitor: PageRequest, _ body: () async throws -> ConsoleAnswer?
  ) async -> ConsoleSubmissions.Outcome {
    do { return .success(try await body()) } catch {
      return .failure(platform.refusal(for: error, path: visitor.request.uri.path, requestID: visitor.id))
    }
  }

  /// There is no page at the address, or none that the operator may see.
  func missing(_ frame: ConsoleFrame, status: HTTPResponse.Status = .notFound) throws -> Response {
    try error(
      frame, status, "There is no such page",
      ["It may have been deleted, or you may not see its workspace. Go to a workspace of yours."])
  }

  private func error(
    _ frame: ConsoleFrame, _ status: HTTPResponse.Status, _ heading: String, _ texts: [String]
  ) throws -> Response {
    let links: [ConsoleContext] = [["href": ConsoleAddress.home, "text": "Go to the console", "isPrimary": true]]
    return try frame.alone(
      "error", title: heading,
      [
        "status": status.code, "heading": heading, "texts": texts, "links": links, "requestID": frame.requestID,
      ], status: status)
  }
}
