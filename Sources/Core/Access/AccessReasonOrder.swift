import API

extension AccessReason {
  /// All reasons in the order in which they are told. A reason is told only where none before it holds, so that nobody is
  /// sent to do what would not open the entrance.
  ///
  /// Whatever says why somebody gets in or does not reads this order: the explanation, the list of openers, the errors of
  /// credentials, and what a phone shows. `docs/access.md` says the same to people.
  package static let order: [AccessReason] = [
    .granted, .officeMode,
    // Nothing within the stay mends these: it is over, or there is none.
    .afterSchedule, .noAcsUser,
    // Who runs the site mends these.
    .suspended, .noAccessGroup, .entranceNotCapable, .noCredential, .noClientSession,
    // Time mends these, or Salto KS.
    .beforeSchedule, .noSeat, .notSubscribed, .otherPerson,
    // The guest mends these, with the phone.
    .keyExpired, .notIssued,
    // Somebody inside mends this.
    .privacyMode,
    // Of these nobody knows whether they keep the entrance shut.
    .iqNotSeen, .iqOffline, .rollingOut,
  ]

  fileprivate var rank: Int { Self.order.firstIndex(of: self) ?? Self.order.count }
}

extension Sequence {
  /// The elements in the order in which their reasons are told; those of one reason stay in theirs.
  func ordered(by reason: (Element) -> AccessReason) -> [Element] {
    map { (rank: reason($0).rank, element: $0) }.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element.element)
  }
}
