package import API
import Core
import HTTPTypes
package import Hummingbird
import NIOCore
package import Operations
import Wire

/// The page on which a customer sees its spaces, stays and staff, and changes what its link allows. It works without
/// scripts.
package struct CustomerPage: Sendable {
  package static let routes = [PlainRoute.customerPortal]
  /// The maximum size of a form, in bytes.
  private static let formMax = 16 << 10

  private let visits: PortalVisits
  private let handlers: Handlers

  package init(_ visits: PortalVisits) {
    self.visits = visits
    handlers = visits.handlers
  }

  /// Handles a request for one of ``routes``.
  package func respond(to visitor: PageRequest) async throws -> Response {
    let request = visitor.request
    let accepted = GuestLanguage(accepted: request.headers[.acceptLanguage])
    let isForm = request.method == .post
    guard isForm || request.method == .get || request.method == .head else {
      return try notice(.unknown, .methodNotAllowed, accepted)
    }
    guard var address = CustomerAddress(request) else { return try notice(.gone, .notFound, accepted) }
    do {
      guard let visit = try await visitor.work({ try await visits.visit(address.secret, from: visitor.sender) }) else {
        return try notice(.unknown, .notFound, accepted)
      }
      if !visit.abilities.choosesLanguage { address.language = nil }
      let language = address.language ?? visit.locale.map { GuestLanguage($0) } ?? accepted
      return isForm
        ? try await submit(visitor, address, language)
        : try await view(visitor, visit, address, language)
    } catch is PortalVisits.Ended {
      return try notice(isForm ? .endedBeforeForm : .ended, .notFound, address.language ?? accepted)
    } catch is FailedProofs.Guessed {
      return try notice(.guessed, .tooManyRequests, accepted)
    }
  }

  private func view(
    _ visitor: PageRequest, _ visit: PortalVisit, _ address: CustomerAddress, _ language: GuestLanguage
  ) async throws -> Response {
    try await visitor.work {
      let caller = visits.caller(of: visit, from: visitor.sender, requestID: visitor.id)
      let sentence = address.done.flatMap { language.customerWords.done($0) }.map { CustomerMessage.done($0) }
      return try await page(visit, address, language, caller, sentence, nil)
    }
  }

  private func submit(
    _ visitor: PageRequest, _ address: CustomerAddress, _ language: GuestLanguage
  ) async throws -> Response {
    if visitor.request.isForeignForm(at: visits.address.known) { return try notice(.foreign, .forbidden, language) }
    let body: ByteBuffer
    do { body = try await visitor.form(of: address.secret, upTo: Self.formMax) } catch is NIOTooManyBytesError {
      return try notice(.foreign, .contentTooLarge, language)
    }
    let form = FormFields(String(buffer: body))
    guard areEqualInConstantTime(form.token, Self.formToken(address.secret)),
      let step = form.step.flatMap({ CustomerStep(rawValue: $0) })
    else { return try notice(.foreign, .forbidden, language) }
    return try await visitor.work {
      // The link may have ended while the form was received.
      guard let visit = try await visits.visit(address.secret, from: visitor.sender) else {
        return try notice(.unknown, .notFound, language)
      }
      let caller = visits.caller(of: visit, from: visitor.sender, requestID: visitor.id)
      let change = CustomerChange(
        visit: visit, visits: visits, caller: caller, handlers: handlers, words: language.customerWords, form: form)
      let outcome = try await change.make(step, at: address.place ?? visit.start)
      return try await answer(outcome, step, visit, address, language, caller, form)
    }
  }

  private func answer(
    _ outcome: CustomerChange.Outcome, _ step: CustomerStep, _ visit: PortalVisit, _ address: CustomerAddress,
    _ language: GuestLanguage, _ caller: Caller, _ form: FormFields
  ) async throws -> Response {
    switch outcome {
    case .done(let place): return redirection(to: address.link(to: place, done: .form(step)), visit)
    case .createdForKnownGuest(let stay):
      return redirection(to: address.link(to: .stay(stay), done: .stayOfKnownGuest), visit)
    case .connecting(let connecting):
      let view = CustomerView(visit, language, address, formToken: "")
      return try page(CustomerTemplates.connecting, view.connecting(connecting), .ok, language, visit)
    case .refused(let sentence): return try await page(visit, address, language, caller, .refused(sentence), form)
    case .notAllowed: return try notice(.notAllowed, .forbidden, language)
    case .gone: return try notice(.gone, .notFound, language)
    }
  }

  private func redirection(to link: String, _ visit: PortalVisit) -> Response {
    .seeOther(link, Self.headers(visit, looks(of: visit)))
  }

  /// - Parameter form: a refused form, whose fields keep what was typed.
  private func page(
    _ visit: PortalVisit, _ address: CustomerAddress, _ language: GuestLanguage, _ caller: Caller,
    _ message: CustomerMessage?, _ form: FormFields?
  ) async throws -> Response {
    let place = address.place ?? visit.start
    guard let detail = try await CustomerDetail.load(place, visit, visits, by: caller, handlers) else {
      return try notice(.gone, .notFound, language)
    }
    let view = CustomerView(visit, language, address, formToken: Self.formToken(address.secret))
    let context = view.context(of: detail, message, form)
    let status: HTTPResponse.Status = message?.isRefusal == true ? .unprocessableContent : .ok
    return try page(CustomerTemplates.page(of: detail), context, status, language, visit)
  }

  /// Other sites cannot know it, since they do not know the secret of the link.
  private static func formToken(_ secret: String) -> String { sha256Text("portal form \(secret)") }

  private func notice(
    _ notice: CustomerNotice, _ status: HTTPResponse.Status, _ language: GuestLanguage
  ) throws -> Response {
    let words = language.customerWords.notice(notice)
    return try page(CustomerTemplates.notice, ["title": words.title, "text": words.text], status, language, nil)
  }

  /// - Parameter visit: nil for a page without a link that works.
  private func page(
    _ template: String, _ context: [String: Any], _ status: HTTPResponse.Status, _ language: GuestLanguage,
    _ visit: PortalVisit?
  ) throws -> Response {
    let sheet = visit.flatMap { looks(of: $0) }
    var frame: [String: Any] = [
      "content": try render(template, context), "style": CustomerTemplates.style, "language": language.rawValue,
      "title": language.customerWords.title,
    ]
    if let sheet { frame["looks"] = sheet }
    return .page(try render(CustomerTemplates.frame, frame), status, Self.headers(visit, sheet))
  }

  private func looks(of visit: PortalVisit) -> String? {
    visit.looks.flatMap { PageLooks(ofPortal: $0).sheet(on: CustomerTemplates.grounds) }
  }

  /// The page loads nothing. Who may show it in a frame, and send forms, is up to the link. A notice has nothing to click,
  /// so it is shown in frames too: that of an embedded page whose link has ended would else stay empty.
  private static func headers(_ visit: PortalVisit?, _ looks: String?) -> HTTPFields {
    let styles = [CustomerTemplates.style, looks].compactMap(\.self).map(contentSource).joined(separator: " ")
    let forms = visit.map { !$0.isReadOnly } ?? false ? "'self'" : "'none'"
    let frames = visit?.mayBeFramed ?? true ? "*" : "'none'"
    return .ofPage(
      policy:
        "default-src 'none'; style-src \(styles); base-uri 'none'; form-action \(forms); frame-ancestors \(frames)")
  }
}
