package import API
package import Wire

extension DeskPerson {
  /// The person's errors.
  package var attention: [Attention] {
    errors.map { error in
      var item = Attention(
        .access, .serious, since: error.createdAt, subjectName: displayName, message: error.message,
        consequence: "Doors may stay shut for this person.", nextStep: .changePerson)
      item.subject.acsUserID = acsUserID
      item.subject.acsSystemID = acsSystemID
      return item
    }
  }
}

extension AccessGrantState {
  /// The errors of the grant, and the lack of any means of access.
  package func attention(now: Instant, _ brand: Brand) -> [Attention] {
    let errors = errors(now: now, brand).map { error in
      attention(.serious, since: error.createdAt, error.message, "Doors of the grant may stay shut.")
    }
    guard isWithoutMeans, !grant.isDeleted, !grant.schedule.isOver(at: now) else { return errors }
    let startsAt = grant.schedule.startsAt
    let missing = attention(
      startsAt > now ? .coming : .serious, since: max(startsAt, grant.changedAt), "The grant has no access methods.",
      "The person has no way in. Request a PIN, a card or a key for the grant.")
    return errors + [missing]
  }

  private func attention(
    _ severity: Attention.Severity, since: Instant, _ message: String, _ consequence: String
  ) -> Attention {
    var item = Attention(
      .access, severity, since: since, subjectName: displayName, message: message, consequence: consequence,
      nextStep: .changeGrant)
    item.subject.accessGrantID = grant.id
    return item
  }
}

extension WebhookRecord {
  /// The webhook's problem. Nil if there is none.
  ///
  /// - Parameter waiting: the number of events that were not delivered.
  package func attention(waiting: Int) -> Attention? {
    guard let pausedAt else { return nil }
    var item = Attention(
      .webhook, .serious, since: pausedAt, subjectName: url,
      message: "Delivery is paused, since the receiver failed too often.",
      consequence: "Nothing is lost. Events that wait: \(waiting).", nextStep: .resumeWebhook)
    item.subject.webhookID = id
    return item
  }
}

/// A door whose battery should be replaced.
package struct LowBattery: Hashable, Sendable {
  package var acsEntranceID: ID<AcsEntrance>
  package var acsSystemID: ID<AcsSystem>
  package var doorName: String
  package var level: String
  package var since: Instant

  package init(
    acsEntranceID: ID<AcsEntrance>, acsSystemID: ID<AcsSystem>, doorName: String, level: String, since: Instant
  ) {
    self.acsEntranceID = acsEntranceID
    self.acsSystemID = acsSystemID
    self.doorName = doorName
    self.level = level
    self.since = since
  }

  package var attention: Attention {
    var item = Attention(
      .battery, .serious, since: since, subjectName: doorName, message: "The battery is reported as \(level).",
      consequence: "A lock with an empty battery opens by its mechanical key only.", nextStep: .replaceBattery)
    item.subject.acsEntranceID = acsEntranceID
    item.subject.acsSystemID = acsSystemID
    return item
  }
}

/// The records of a customer's pushes and imports that could not be taken.
package struct RefusedRecords: Hashable, Sendable {
  package var customerKey: String?
  /// The last run that refused any.
  package var customerRunID: ID<CustomerRun>
  /// The number of records, each counted once.
  package var count: Int
  package var since: Instant

  package init(customerKey: String?, customerRunID: ID<CustomerRun>, count: Int, since: Instant) {
    self.customerKey = customerKey
    self.customerRunID = customerRunID
    self.count = count
    self.since = since
  }

  package var attention: Attention {
    var item = Attention(
      .customerData, .serious, since: since, subjectName: customerKey ?? "Customers",
      message: "Pushed or imported records were refused within a day. Their number: \(count).",
      consequence: "Stays among them give no access, or are not changed.", nextStep: .checkRun)
    item.subject.customerRunID = customerRunID
    return item
  }
}

extension [Attention] {
  /// The worst first, and of the same severity the oldest.
  package var worstFirst: [Attention] {
    let order = Attention.Severity.allCases
    func rank(_ item: Attention) -> Int { item.severity.known.flatMap(order.firstIndex) ?? order.count }
    func key(_ item: Attention) -> (Int, Instant, String, String) {
      (rank(item), item.since, item.subjectName, item.message)
    }
    return sorted { key($0) < key($1) }
  }
}
