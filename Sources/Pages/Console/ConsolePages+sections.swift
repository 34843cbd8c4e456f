import API
import Core
import HTTPTypes
import Hummingbird
import Operations
import Wire

/// The pages of a workspace.
extension ConsolePages {
  func section(
    _ visitor: PageRequest, isForm: Bool, _ address: ConsoleAddress, _ frame: ConsoleFrame
  ) async throws -> Response {
    guard var session = try await session(of: visitor) else {
      return try ended(visitor, address, isForm: isForm, frame)
    }
    try visitor.room.count(session.record.id)
    var form: FormFields?
    if isForm {
      let limit = ConsoleSections.named(address.section)?.bodyMax(address.rest) ?? ConsoleSections.formMax
      form = try await self.form(visitor, of: session, upTo: limit)
      // The session may have ended while the form was received.
      guard let current = try await self.session(of: visitor) else {
        return try ended(visitor, address, isForm: isForm, frame)
      }
      session = current
    }
    let (open, sent) = (session, form)
    return try await visitor.room.workSignedIn {
      guard let arrival = try await arrival(visitor, address, open, sent) else { return try missing(frame) }
      return try await answer(arrival, isForm: isForm, visitor, frame)
    }
  }

  /// A visit, and what the frame shows around its page.
  private struct Arrival {
    let visit: ConsoleVisit
    let place: ConsolePlace
    let address: ConsoleAddress
  }

  /// Nil if the operator does not run the workspace.
  private func arrival(
    _ visitor: PageRequest, _ address: ConsoleAddress, _ session: ConsoleSession, _ form: FormFields?
  ) async throws -> Arrival? {
    let id = ID<Workspace>(address.workspaceID)
    // Before anything is read, so that nothing which changes afterwards counts as seen.
    let lastEntry = form == nil ? 0 : try await signIn.lastEntry(in: id)
    let found = try await signIn.caller(
      of: session.record, in: id, from: visitor.sender, requestID: visitor.id)
    guard let caller = found, let role = caller.role, let person = try await signIn.person(of: session.record) else {
      return nil
    }
    let workspaces = try await workspaces(of: session, visitor)
    guard let workspace = workspaces.first(where: { $0.workspaceID == id }) else { return nil }
    let mark = ConsoleMark(session)
    let visit = ConsoleVisit(
      path: address.rest, query: mark.unmarked(address.query, at: visitor.request.uri.path),
      form: form ?? FormFields(""), workspace: workspace,
      operatorName: person.name, operatorID: person.id, role: role, now: signIn.now(in: id),
      sites: workspace.isSuspended ? [] : try await sites(caller), lastEventID: visitor.request.headers[lastEventID],
      publicAddress: platform.address.known, brand: platform.brand.name,
      takesCompanyAccounts: platform.companySignIn != nil, activityFeeds: platform.activityFeeds,
      section: address.section, mark: mark, lastEntry: lastEntry, handlers: handlers, caller: caller)
    return Arrival(
      visit: visit, place: ConsolePlace(session: session, workspaces: workspaces, back: address.text),
      address: address)
  }

  private func sites(_ caller: Caller) async throws -> [ConsoleSite] {
    try await handlers.call(AcsSystems.List(), by: caller).filter { !$0.isCredentialManager }.map { ConsoleSite($0) }
      .sorted { ($0.name, $0.id.text) < ($1.name, $1.id.text) }
  }

  private func answer(
    _ arrival: Arrival, isForm: Bool, _ visitor: PageRequest, _ frame: ConsoleFrame
  ) async throws -> Response {
    let visit = arrival.visit
    if visit.section.isEmpty, !isForm, let first = ConsoleNavigation.first(for: visit.role, in: visit.workspace) {
      return seeOther(visit.link(first))
    }
    func page(_ page: ConsolePage) throws -> Response { try frame.page(page, visit, arrival.place) }
    guard let section = ConsoleNavigation.section(visit.section, in: visit.workspace) else {
      return try page(ConsoleMessages.notFound(visit))
    }
    guard visit.may(section.role) else { return try page(await ConsoleMessages.notAllowed(visit, least: section.role)) }
    switch try await outcome(of: section, arrival, isForm: isForm, visitor) {
    case .failure(let error):
      var response = try page(await ConsoleMessages.error(error, visit, requestID: visitor.id))
      response.headers[.retryAfter] = error.retryAfter.map { String($0) }
      return response
    case .success(nil): return try page(isForm ? ConsoleMessages.unknownForm(visit) : ConsoleMessages.notFound(visit))
    case .success(.page(let shown)?): return try page(shown)
    case .success(.seeOther(let place)?):
      // A section names a page by its path, or by a whole address of its own making.
      let isWhole = place.hasPrefix("\(ConsoleAddress.home)/")
      return seeOther(visit.mark.marked(isWhole ? place : "\(visit.link(""))/\(place)"))
    case .success(.file(let name, let type, let body)?):
      return flow(visitor, arrival.place.session, visit, .download(name: name, type: type), body)
    case .success(.stream(let body)?):
      let place = try visitor.room.streamPlace(of: arrival.place.session.record.id)
      return flow(visitor, arrival.place.session, visit, .events(place: place), body)
    }
  }

  /// What a section answers. A form that is sent twice does one thing.
  private func outcome(
    of section: any ConsoleSection.Type, _ arrival: Arrival, isForm: Bool, _ visitor: PageRequest
  ) async throws -> ConsoleSubmissions.Outcome {
    let (visit, place) = (arrival.visit, arrival.place)
    guard isForm else { return await outcome(for: visitor) { try await section.show(visit) } }
    // What another role is shown differs.
    return try await submissions.once(
      visit.form, to: "\(visit.role.rawValue) \(place.back)", of: place.session.record.id
    ) {
      await submit(arrival, to: section, visitor)
    }
  }

  /// How often a form is compared with what it changes, if others change that at the same moment.
  private static let looks = 5

  /// Does what a form asks. If somebody else changed the same at the same moment, it looks again, so that the page says
  /// what happened.
  private func submit(
    _ arrival: Arrival, to section: any ConsoleSection.Type, _ visitor: PageRequest
  ) async -> ConsoleSubmissions.Outcome {
    var visit = arrival.visit
    for _ in 1..<Self.looks {
      let current = visit
      let found = await outcome(for: visitor) { try await section.submit(current) }
      guard case .failure(let error) = found, error.type == APIError.changedMeanwhile.type,
        let renewed = try? await self.arrival(visitor, arrival.address, arrival.place.session, current.form)
      else { return found }
      visit = renewed.visit
    }
    let last = visit
    return await outcome(for: visitor) { try await section.submit(last) }
  }

  private func flow(
    _ visitor: PageRequest, _ session: ConsoleSession, _ visit: ConsoleVisit, _ kind: ConsoleFlow.Kind,
    _ body: @escaping @Sendable (ConsoleFileWriter) async throws -> Void
  ) -> Response {
    let (signIn, workspace, role) = (signIn, visit.workspace.workspaceID, visit.role)
    return ConsoleFlow(kind: kind, body: body) {
      // What another role sees differs, so the browser asks again.
      let isOpen = try await signIn.isOpen(session.record)
      let caller = try await signIn.caller(of: session.record, in: workspace, from: nil, requestID: nil)
      return isOpen && caller?.role == role
    }.response(to: visitor.request)
  }
}

// A valid header name, a constant of this file.
private let lastEventID = HTTPField.Name("last-event-id")!
