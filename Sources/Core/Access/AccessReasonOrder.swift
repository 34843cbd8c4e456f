package import API

extension AccessReason {
  /// All reasons in the order in which they are reported. A reason is reported only if no earlier one applies, so that
  /// nobody is asked for a change that would not open the entrance.
  ///
  /// Everything that explains access uses this order: the explanation, the list of openers, the errors of
  /// credentials and the messages of phones. `docs/access.md` documents it.
  package static let order: [AccessReason] = [
    .granted, .officeMode,
    // Nothing within the stay solves these: it has ended, or there is none.
    .afterSchedule, .noAcsUser,
    // The operator of the site solves these.
    .suspended, .noAccessGroup, .entranceNotCapable, .noCredential, .noClientSession,
    // Time or the provider solves these.
    .beforeSchedule, .noSeat, .notSubscribed, .otherPerson,
    // The guest solves these with the phone.
    .keyExpired, .notIssued,
    // A person inside solves this.
    .privacyMode,
    // It is unknown whether these keep the entrance shut.
    .iqNotSeen, .iqOffline, .rollingOut,
  ]

  fileprivate var rank: Int { Self.order.firstIndex(of: self) ?? Self.order.count }
}

extension Sequence {
  /// The elements in the order of their reasons. The sort is stable.
  func ordered(by reason: (Element) -> AccessReason) -> [Element] {
    map { (rank: reason($0).rank, element: $0) }.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element.element)
  }
}
