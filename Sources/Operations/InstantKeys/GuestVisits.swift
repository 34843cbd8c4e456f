import API
import Core
import Engine
import Store
import Wire

/// The visits of guests at their links, independent of the web page.
package struct GuestVisits: Sendable {
  /// The form did not come from this server.
  package struct ForeignForm: Error {}

  /// The guest's browser does not send back the secret that identifies it.
  package struct UnknownBrowser: Error {}

  let platform: Platform
  /// The guest's browser.
  private(set) var visitor = BrowserVisitor()

  init(platform: Platform) { self.platform = platform }

  /// The visits of one browser.
  package func of(_ visitor: BrowserVisitor) -> GuestVisits {
    var visits = self
    visits.visitor = visitor
    return visits
  }

  /// Creates the secret that identifies a browser that has none.
  package func newBrowser() -> String { platform.secrets.text() }

  /// The guest's current view. It never counts as a use. Nil for a wrong or revoked code.
  ///
  /// - Parameter attempt: the attempt to open a door that the page reports.
  /// - Throws: ``FailedProofs/Guessed``.
  package func visit(_ code: String, attempt: String? = nil) async throws -> GuestVisit? {
    guard let key = try await key(code) else { return nil }
    return try await visit(key, attempt: attempt)
  }

  /// Whether a link with this code exists.
  ///
  /// - Throws: ``FailedProofs/Guessed``.
  package func isThere(_ code: String) async throws -> Bool { try await key(code) != nil }

  /// Takes a step and returns the guest's next view. A step that the page does not offer changes nothing.
  ///
  /// - Throws: ``ForeignForm`` if the form token is wrong, ``UnknownBrowser``, ``FailedProofs/Guessed``.
  package func submit(_ code: String, formToken: String, step: GuestStep) async throws -> GuestVisit? {
    guard let key = try await key(code) else { return nil }
    guard visitor.browser != nil, let mark = visitor.mark(at: key.id) else { throw UnknownBrowser() }
    guard areEqualInConstantTime(formToken, self.formToken(of: key)) else { throw ForeignForm() }
    if key.isOver(at: platform.clocks.now(in: key.workspaceID)) { return try await visit(key) }
    switch step {
    case .start: try await change(key) { change in _ = try change.use(key, as: mark) }
    case .leave: try await change(key) { change in try change.transaction.removeUse(of: key, by: mark) }
    case .showPin: try await change(key) { change in try change.show(pin: true, key, in: mark) }
    case .hidePin: try await change(key) { change in try change.show(pin: false, key, in: mark) }
    case .open(let door): return try await open(ID(door), key, in: mark)
    }
    return try await visit(key)
  }

  /// - Parameter moment: the result of opening a door, if there is no attempt.
  func visit(
    _ key: InstantKeyRecord, attempt: String? = nil, moment: GuestMoment? = nil
  ) async throws -> GuestVisit {
    let (secrets, mark) = (platform.secrets, visitor.mark(at: key.id))
    let (now, today) = (platform.clocks.now(in: key.workspaceID), platform.clocks.system.now())
    let scene = try await platform.database.read { connection in
      try connection.scene(of: key, for: mark, attempt: attempt.map { ID($0) }, now: now, secrets)
    }
    return GuestVisit(
      pane: scene.pane, house: scene.house, looks: key.looks, name: scene.name, providerName: platform.brand.name,
      moment: moment ?? scene.moment, attempt: nil, formToken: formToken(of: key), statedAt: today,
      keepUntil: scene.lasts.map { today + $0 })
  }

  private func key(_ code: String) async throws -> InstantKeyRecord? {
    if let key = try await platform.database.read({ try $0.instantKey(code: code) }) { return key }
    try platform.failedProofs.refuse(.link, code, from: visitor.sender)
    return nil
  }

  private func change(
    _ key: InstantKeyRecord, _ body: @escaping @Sendable (inout Platform.Change) throws -> Void
  ) async throws {
    let call = AuditedCall("pages/instant_key", parameters: ["instant_key_id": .string(key.id.text)])
    try await platform.write(in: key.workspaceID, by: .visitor(from: visitor.sender), asking: call, body)
  }

  /// Only the browser with the secret can know it.
  private func formToken(of key: InstantKeyRecord) -> String {
    sha256Text("instant key form \(key.id) \(visitor.browser ?? "")")
  }
}

extension BrowserVisitor {
  /// The browser's mark that an instant key stores. It differs between keys.
  func mark(at key: ID<InstantKey>) -> String? { browser.map { sha256Text("\(key)/\($0)") } }
}

extension Platform.Change {
  /// Shows or hides the PIN in a browser that uses the link.
  fileprivate func show(pin: Bool, _ key: InstantKeyRecord, in mark: String) throws {
    guard var use = try transaction.use(of: key, by: mark) else { return }
    use.showsPin = pin
    try transaction.save(use, of: key)
  }
}

extension Platform {
  /// The pages of guests.
  package var guestVisits: GuestVisits { GuestVisits(platform: self) }
}
