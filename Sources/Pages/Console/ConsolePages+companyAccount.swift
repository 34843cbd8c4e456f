import API
import Core
import HTTPTypes
import Hummingbird
import Operations
import Wire

/// Signing in with a company account: the way to the provider, and the way back.
extension ConsolePages {
  private static let startPath = "/console/oidc/start"

  /// The button that leads to the provider. Nil if none is set.
  func companyButton(backTo address: String) -> ConsoleContext? {
    platform.companySignIn.map { company in
      ["href": "\(Self.startPath)?to=\(percentEncoded(address))", "label": company.label]
    }
  }

  /// Handles the addresses of one way or the other. A failure leads to the page for signing in, which says what happened.
  func companyAccount(
    _ visitor: PageRequest, _ address: ConsoleAddress, _ frame: ConsoleFrame
  ) async throws -> Response {
    guard let company = platform.companySignIn, visitor.request.method == .get else { return try missing(frame) }
    do {
      switch address.components.last {
      case "start": return try await leave(for: company, backTo: address.query["to"] ?? "", visitor)
      case "return": return try await comeBack(from: company, with: address.query, visitor)
      default: return try missing(frame)
      }
    } catch let fault as CompanySignInFault {
      var response = try signInPage(backTo: "", frame, notices: [fault.notice], status: fault.status)
      response.headers[.setCookie] = cookies.noAttempt
      return response
    }
  }

  private func leave(
    for company: CompanySignIn, backTo address: String, _ visitor: PageRequest
  ) async throws -> Response {
    // An address of this way would begin the next sign-in.
    let isSafe = ConsoleAddress.isSafe(address) && !address.hasPrefix("/console/oidc")
    let begun = try await visitor.work { try await company.begin(backTo: isSafe ? address : ConsoleAddress.home) }
    var response = seeOther(begun.url)
    response.headers[.setCookie] = cookies.attempt.header(begun.cookie)
    return response
  }

  /// Opens a session with a new secret, whatever the browser had before.
  private func comeBack(
    from company: CompanySignIn, with query: FormFields, _ visitor: PageRequest
  ) async throws -> Response {
    let answer = CompanySignIn.Return(
      state: query["state"], code: query["code"], error: query["error"], issuer: query["iss"])
    let cookie = cookies.attempt.value(in: visitor.request.headers)
    let former = try await session(of: visitor)
    let (opened, back) = try await visitor.work {
      try await company.finish(answer, cookie: cookie, from: visitor.sender)
    }
    let signIn = signIn
    if let former { try await visitor.work { try await signIn.close(former.record, from: visitor.sender) } }
    var response = seeOther(back)
    response.headers[values: .setCookie] = [cookies.session.header(opened.secret), cookies.noAttempt]
    return response
  }
}

extension ConsoleCookies {
  /// What the browser keeps while a person signs in at the provider.
  fileprivate var attempt: BrowserCookie {
    BrowserCookie(of: "company_sign_in", for: address, lifetime: CompanySignIn.cookieLife)
  }
  /// Replaces that of a sign-in that has ended.
  fileprivate var noAttempt: String {
    BrowserCookie(of: "company_sign_in", for: address, lifetime: .zero).header("")
  }
}

extension CompanySignInFault {
  fileprivate var status: HTTPResponse.Status {
    switch self {
    case .unavailable, .untrusted: .badGateway
    case .refused, .unverified, .notInvited, .otherAccount: .forbidden
    case .unknownAttempt: .badRequest
    case .tooMany: .tooManyRequests
    case .resting, .busy: .serviceUnavailable
    }
  }

  fileprivate var notice: ConsoleNotice {
    let (title, text) = words
    return ConsoleNotice(.bad, title, text)
  }

  private var words: (title: String, text: String) {
    switch self {
    case .unavailable:
      (
        "The sign-in of your company does not work at the moment.",
        "Try again in some minutes. If it happens again, ask the administrator of this server: the reason is in its log."
      )
    case .resting(let seconds):
      (
        "The sign-in of your company did not respond a moment ago.",
        "It is asked again in \(seconds) s. Begin again then, or sign in with an access token."
      )
    case .busy: ("Many people sign in with company accounts at this moment.", "Wait some seconds and begin again.")
    case .untrusted:
      (
        "The response of your company’s sign-in was not accepted.",
        "Ask the administrator of this server: the reason is in its log."
      )
    case .refused: ("Your company did not sign you in.", "It refused, or you canceled. You can begin again.")
    case .unknownAttempt:
      (
        "This sign-in is not valid.",
        "It took more than ten minutes, began in another browser, or was finished before. Begin again."
      )
    case .tooMany: ("Too many sign-ins from your address failed.", "Wait a minute and begin again.")
    case .unverified:
      (
        "Your company does not confirm your e-mail address.",
        "Operators are found by their e-mail address the first time. Ask the people who run your company’s accounts."
      )
    case .notInvited(let address):
      (
        "You are not an operator yet.",
        "Ask an administrator of your workspace to invite \(address). Then sign in again."
      )
    case .otherAccount:
      (
        "The operator with your e-mail address signs in with another account.",
        "Use that account, or ask an administrator of your workspace to unlink it."
      )
    }
  }
}
