package import API
package import Wire

extension ConnectedAccountRecord {
  /// The account's problem. Nil if there is none.
  package func attention(_ brand: Brand) -> Attention? {
    guard let fault else { return nil }
    var item = Attention(
      .account, .critical, since: fault.at, subjectName: givenName ?? displayName(brand), message: fault.message(brand),
      consequence: "Changes of access do not reach its sites.",
      nextStep: fault.kind == .disconnected ? .connectAccount : .wait)
    item.subject.connectedAccountID = id
    return item
  }
}

extension AcsSystemRecord {
  /// The problems of the site, apart from those of its account.
  package func attention(_ brand: Brand) -> [Attention] {
    if isCredentialManager || fault != nil { return [] }
    let shown = resource(credentialManager: nil, userCount: 0, groupCount: 0, brand)
    let errors = shown.errors.map { error -> Attention in
      if error.code == .saltoKSSubscriptionLimitExceeded {
        return item(
          .seats, since: error.createdAt, error.message, "Without a seat, a person opens no door of the site.",
          .addSeats)
      }
      return item(
        .site, since: error.createdAt, error.message, "Changes of access do not reach the site.", .checkSite)
    }
    let setup = shown.warnings.filter { $0.code == .setupRequired }.map {
      item(.site, since: $0.createdAt, $0.message, "The site cannot be used yet.", .checkSite)
    }
    let unread = syncedAt == nil && siteFault == nil
    let importing = item(
      .site, .coming, since: createdAt, "The site has not been read completely yet.",
      "Lists of its people and doors are incomplete.", .wait)
    return errors + setup + (unread ? [importing] : [])
  }

  /// The site's calls that have been failing for too long.
  package func attention(toFailureSince moment: Instant, _ message: String) -> Attention {
    item(.site, since: moment, message, "Changes of access do not reach the site.", .checkSite)
  }

  /// An IQ of the site that is offline.
  ///
  /// - Parameter doorCount: the number of its doors.
  package func attention(toIQ iq: ID<IQ>, since moment: Instant, doorCount: Int) -> Attention {
    var item = item(
      .iq, since: moment, "An IQ of the site is offline. Its doors: \(doorCount).",
      "Its locks do not get changes. Keys that are already on phones keep opening them.", .checkIQ)
    item.subject.iqID = iq
    return item
  }

  /// The first day on which the site has too few seats.
  ///
  /// - Parameter without: the number of people without a seat.
  package func attention(toShortageAt moment: Instant, without: Int) -> Attention {
    item(
      .seats, .coming, since: moment, "The site has \(seats.limit) seats. People who will have none: \(without).",
      "Without a seat, a person opens no door of the site.", .addSeats)
  }

  private func item(
    _ kind: Attention.Kind, _ severity: Attention.Severity = .critical, since: Instant, _ message: String,
    _ consequence: String, _ nextStep: Attention.NextStep
  ) -> Attention {
    var item = Attention(
      kind, severity, since: since, subjectName: name, message: message, consequence: consequence, nextStep: nextStep)
    item.subject.acsSystemID = id
    item.subject.connectedAccountID = connectedAccountID
    return item
  }
}
