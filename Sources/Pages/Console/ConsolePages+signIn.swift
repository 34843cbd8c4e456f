import API
import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Wire

/// Signing in and out, and the appearance.
extension ConsolePages {
  func signInPage(_ address: ConsoleAddress, _ frame: ConsoleFrame) throws -> Response {
    try signInPage(backTo: address.query["to"] ?? "", frame)
  }

  /// The page for signing in. It has no session, so a form from another page could only sign the browser in as somebody
  /// whose token that page knows. The form's origin is checked for that.
  func signInPage(
    backTo address: String, _ frame: ConsoleFrame, faults: ConsoleFaults = .none, notices: [ConsoleNotice] = [],
    status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let token = ConsoleField(
      "token", "Personal access token", .password,
      hint: "It starts with seam_at1. The session ends when you sign out, or when you do not use it for some hours.",
      isRequired: true, faults: faults, autocomplete: "current-password")
    let back = ConsoleAddress.isSafe(address) ? address : ""
    return try frame.alone(
      "sign-in", title: "Sign in",
      ["to": back, "token": token.context, "company": shown(companyButton(backTo: back))], notices: notices,
      status: status)
  }

  /// Opens a session with a new secret, whatever the browser had before.
  func open(_ visitor: PageRequest, _ frame: ConsoleFrame) async throws -> Response {
    if visitor.request.isForeignConsoleForm(at: platform.address.known) { throw ForeignForm() }
    let body = try await visitor.form(of: ConsoleAddress.signInPath, upTo: Self.signInMax)
    let form = FormFields(String(buffer: body))
    let back = form["to"] ?? ""
    let token = (form["token"] ?? "").split(whereSeparator: \.isWhitespace).joined()
    let former = try await session(of: visitor)
    let signIn = signIn
    do {
      let opened = try await visitor.work { try await signIn.open(accessToken: token, from: visitor.sender) }
      if let former { try await visitor.work { try await signIn.close(former.record, from: visitor.sender) } }
      var response = seeOther(ConsoleAddress.isSafe(back) ? back : ConsoleAddress.home)
      response.headers[.setCookie] = cookies.session.header(opened.secret)
      return response
    } catch let error as APIError where error.status == 401 {
      var faults = ConsoleFaults.none
      faults.add("token", "This token is unknown, or it was revoked.")
      return try signInPage(backTo: back, frame, faults: faults, status: .unprocessableContent)
    } catch let error as APIError where error.status == 429 {
      let wait = error.retryAfter.map { "\($0) s" } ?? "a minute"
      let notice = ConsoleNotice(.bad, "Too many wrong tokens came from your address.", "Wait \(wait) and try again.")
      var response = try signInPage(backTo: back, frame, notices: [notice], status: .tooManyRequests)
      if let seconds = error.retryAfter { response.headers[.retryAfter] = String(seconds) }
      return response
    }
  }

  private static let signInMax = 16 << 10

  /// Leads a browser without a session to the page for signing in, and back afterwards. A form is lost, and the page says
  /// so.
  func ended(_ visitor: PageRequest, _ address: ConsoleAddress, isForm: Bool, _ frame: ConsoleFrame) throws -> Response
  {
    guard isForm else { return seeOther(ConsoleAddress.signIn(backTo: address.text)) }
    let notice = ConsoleNotice(
      .bad, "Your session has ended, so the form was not sent.", "Nothing was changed. Sign in and send it again.")
    return try signInPage(backTo: address.text, frame, notices: [notice], status: .forbidden)
  }

  /// Ends the session.
  func close(_ visitor: PageRequest, _ frame: ConsoleFrame) async throws -> Response {
    if let session = try await session(of: visitor) {
      _ = try await form(visitor, of: session, upTo: ConsoleSections.formMax)
      let signIn = signIn
      try await visitor.room.workSignedIn { try await signIn.close(session.record, from: visitor.sender) }
      submissions.forget(session.record.id)
    }
    var response = seeOther(ConsoleAddress.signInPath)
    response.headers[.setCookie] = cookies.noSession
    return response
  }

  /// Keeps the appearance that an operator chose.
  func choose(_ visitor: PageRequest, _ frame: ConsoleFrame) async throws -> Response {
    guard let session = try await session(of: visitor) else { return seeOther(ConsoleAddress.signInPath) }
    try visitor.room.count(session.record.id)
    let form = try await form(visitor, of: session, upTo: ConsoleSections.formMax)
    let back = form["back"] ?? ""
    var response = seeOther(ConsoleAddress.isSafe(back) ? back : ConsoleAddress.home)
    response.headers[.setCookie] = cookies.theme.header(ConsoleTheme(form["theme"]).rawValue)
    return response
  }
}
