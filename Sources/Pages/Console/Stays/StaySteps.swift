import API
import Wire

/// What was done for a stay and what comes next, in order.
struct StaySteps: Sendable {
  private enum State { case done, underWay, ahead }

  private let facts: StayFacts
  private let now: Instant
  private let moments: [DeskMoment]

  /// - Parameter person: the person at the site. Nil for none.
  init(_ facts: StayFacts, of person: DeskPerson?, _ visit: ConsoleVisit) async throws {
    self.facts = facts
    now = visit.now
    guard let person else {
      moments = []
      return
    }
    var get = DeskPeople.Get()
    get.acsUserID = person.acsUserID
    moments = try await visit.call(get).nextMoments
  }

  /// The contexts of the partial `stays/steps`.
  var items: [ConsoleContext] {
    var dated: [(at: Instant, text: String)] = [(facts.grant.createdAt, "The stay is added")]
    var open: [String] = []
    for method in facts.methods {
      let text = "\(StayWords.name(method.mode)): \(StayWords.state(of: method).text)"
      if let at = method.issuedAt.optional { dated.append((at, text)) } else { open.append(text) }
    }
    dated += moments.compactMap { moment in Self.preparation(moment.kind.known).map { (at: moment.at, text: $0) } }
    dated.append((facts.grant.startsAt, "The stay starts: its doors open"))
    if let end = facts.grant.endsAt.optional { dated.append((end, "The stay ends: its doors stay shut")) }
    let inOrder = dated.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    return inOrder.filter { $0.at <= now }.map { item(.done, $0.text, at: $0.at) }
      + open.map { item(.underWay, $0, at: nil) }
      + inOrder.filter { $0.at > now }.map { item(.ahead, $0.text, at: $0.at) }
  }

  /// What is done at the site before the stay. Nil for anything else.
  private static func preparation(_ kind: DeskMoment.Kind?) -> String? {
    switch kind {
    case .creation: "The person is added at the site"
    case .mobileKeyInvitation: "The invitation for the phone key is sent"
    case .retry: "A change that failed is tried again"
    case .stayStarts, .stayEnds, nil: nil
    }
  }

  private func item(_ state: State, _ text: String, at moment: Instant?) -> ConsoleContext {
    let look: (kind: String, icon: ConsoleIcon) =
      switch state {
      case .done: ("is-done", .check)
      case .underWay: ("is-current", .refresh)
      case .ahead: ("", .clock)
      }
    return [
      "kind": look.kind, "icon": icon(look.icon), "text": text, "time": shown(moment.map { facts.times.moment($0) }),
    ]
  }
}
