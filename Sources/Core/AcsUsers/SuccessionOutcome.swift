import Wire

extension AcsUserRecord.Observed {
  /// Whether the user is so new that the provider may reject a call that it accepts later.
  func isSettling(at now: Instant, _ brand: Brand) -> Bool {
    now >= createdAt && now < createdAt + brand.settling.newUser
  }
}

/// The outcomes of the calls that replace a site user.
extension AcsUserAfterCall {
  /// A call for the successor succeeded.
  mutating func observeSuccessor(_ observation: Observation, by call: ProviderCall, now: Instant) {
    switch (call, observation) {
    case (.readUser, .user) where mayStillBeShown(at: now):
      user.progress.notBefore = now + .seconds(3)
    case (_, .user(let shown)):
      takeSuccessor(shown, now: now)
      user.progress.openCall = nil
      if case .setSubscribed(_, true) = call, !shown.isSubscribed { siteIsFull = true }
    case (.findUser, .absent): absentAfterCreation(now: now)
    case (_, .absent):
      user.progress.openCall = nil
      loseSuccessor()
    case (_, .membership(let isMember)):
      user.progress.openCall = nil
      guard let group = call.group else { return }
      if isMember { user.successor?.groups.insert(group) } else { user.successor?.groups.remove(group) }
      user.successor?.changedAt = now
    case (_, .pin(let pin)):
      if case .ofSuccessor(.makePin(let credential))? = user.progress.openCall?.kind {
        user.successor?.observed.pin = credential
        madePin = (pin, credential)
      }
      user.progress.openCall = nil
      user.progress.refusals.removeAll { $0.stage == .pin }
    // These outcomes belong to locks and groups, not to users.
    case (_, .moved), (_, .group), (_, .schedule), (_, .confirmed): break
    }
  }

  private mutating func takeSuccessor(_ shown: ObservedUser, now: Instant) {
    let before = user.successor
    let observed = AcsUserRecord.Observed(shown, at: now, after: before?.observed)
    var successor = before ?? Successor(observed: observed, groups: [], changedAt: now)
    successor.observed = observed
    let wasSubscribed = before?.observed.isSubscribed ?? false
    if observed.isSubscribed != wasSubscribed {
      seatsTaken = observed.isSubscribed ? 1 : -1
      successor.changedAt = now
    }
    // Latchkey never blocks a successor, so a person did.
    if shown.isBlocked, before?.observed.isBlocked == false { user.wanted.isSuspended = true }
    user.successor = successor
    user.progress.seat = .none
    if before == nil { notePerson(of: observed, now: now) }
  }

  private mutating func loseSuccessor() {
    if user.successor?.observed.isSubscribed == true { seatsTaken = -1 }
    user.dropSuccessor()
  }

  /// Latchkey deleted the old site user. Its successor replaces it, or can be created now. The seat that became free is
  /// reserved for the user.
  mutating func makeRoom() {
    let hadSeat = user.observed?.isSubscribed == true
    if hadSeat { seatsTaken = -1 }
    if let successor = user.successor {
      user.succeed(successor, &memberships)
    } else {
      user.observed = nil
      for index in memberships.indices { memberships[index].isObserved = false }
      user.succession = nil
      user.generation += 1
      user.progress.refusals.removeAll { $0.stage == .emailAddress || $0.stage == .succession }
    }
    user.progress.seat = hadSeat && user.observed?.isSubscribed != true ? .reserved : .none
  }

  /// The provider rejected a call for a successor.
  ///
  /// - Returns: whether the rejection is fully handled. Otherwise it is handled as for any site user.
  mutating func refuseSuccessor(_ refusal: Refusal, _ call: ProviderCall, now: Instant) -> Bool {
    switch (call, refusal.reason) {
    case (.createUser(let profile), .invalidValue):
      if let address = profile.emailAddress, isSameAddress(address, user.observed?.emailAddress),
        !user.isRefused(.profile)
      {
        // Two users of one site cannot share an address.
        user.succession = .afterwards(emailAddress: address)
        user.progress.attempts = 0
        user.progress.notBefore = nil
      } else {
        note(refusal, .succession, now: now)
      }
    case (.createUser, .notFound), (.createUser, .other): note(refusal, .succession, now: now)
    case (.setSubscribed(_, true), .noSeat):
      user.progress.seat = .none
      siteIsFull = true
    case (.updateUser, .notFound), (.makePin, .notFound), (.setPin, .notFound), (.setSubscribed, .notFound):
      loseSuccessor()
    default: return false
    }
    return true
  }

  /// The provider responded to a change of the address. It may still have the old address.
  mutating func noteAddress(_ address: String, _ shown: ObservedUser, now: Instant) {
    user.progress.refusals.removeAll { $0.stage == .emailAddress || $0.stage == .succession }
    guard !isOutdated, !isSameAddress(address, shown.profile.emailAddress) else { return }
    note(Refusal(.other, "\(brand.name) did not change the e-mail address"), .emailAddress, now: now)
  }

  /// Prevents repeated replacements of a site user that was created for the guest but belongs to another person.
  mutating func notePerson(of observed: AcsUserRecord.Observed, now: Instant) {
    if user.wanted.mayHoldMobileKey, user.isOfFormerGuest(observed) {
      let words =
        "The user at \(brand.name) belongs to the former guest, so the new guest's phone opens no entrance here."
      return note(Refusal(.other, words), .succession, now: now)
    }
    guard user.wanted.mayHoldMobileKey, let guest = user.wanted.guest, guest.person != observed.person,
      user.progress.openCall?.kind.guest == guest.person
    else { return }
    note(
      Refusal(
        .other,
        "The user at \(brand.name) belongs to another account than the one that the guest signed in with"
          + (guest.emailAddress.map { " (\($0))" } ?? "") + ", so the guest's phone opens no entrance here."),
      .succession, now: now)
  }
}
