package import Wire

/// How one site user replaces another of the same ACS user: because its e-mail address cannot be changed, or because
/// the guest's account belongs to another person.
package enum Succession: Hashable, Sendable {
  /// The successor is prepared beside the old user, which is deleted once the locks know the successor.
  case beside(Successor)
  /// The old user has the e-mail address that the successor needs, so it is deleted first.
  case afterwards(emailAddress: String)
}

/// A site user that is being prepared to replace the observed one.
package struct Successor: Hashable, Sendable {
  package var observed: AcsUserRecord.Observed
  /// Its access groups.
  package var groups: Set<ExternalID<ProviderAccessGroup>>
  /// When it last got a right that must reach the locks.
  package var changedAt: Instant

  package init(
    observed: AcsUserRecord.Observed, groups: Set<ExternalID<ProviderAccessGroup>>, changedAt: Instant
  ) {
    self.observed = observed
    self.groups = groups
    self.changedAt = changedAt
  }
}

/// A guest's own account at the provider.
package struct GuestPerson: Hashable, Sendable {
  package var person: ExternalID<ProviderPerson>
  package var emailAddress: String?

  package init(person: ExternalID<ProviderPerson>, emailAddress: String?) {
    self.person = person
    self.emailAddress = emailAddress
  }
}

/// The wait before a rejected e-mail address is tried again. It may have become free.
package let addressRecheckTime = Duration.seconds(900)

/// Whether two e-mail addresses are the same, ignoring case.
package func isSameAddress(_ one: String?, _ other: String?) -> Bool { one?.lowercased() == other?.lowercased() }

extension AcsUserRecord {
  package var successor: Successor? {
    get { if case .beside(let successor)? = succession { successor } else { nil } }
    set { succession = newValue.map { .beside($0) } }
  }

  /// Whether the user belongs to the person of the guest's own account, whose phones can then have its keys. Assumed
  /// while either person is unknown.
  package var isHeldByGuest: Bool {
    guard let guest = wanted.guest else {
      return wanted.formerGuest.map { former in observed.map { $0.person != former } ?? false } ?? true
    }
    guard let observed else { return generation == 0 }
    return observed.person == guest.person
  }

  /// Whether an account at the provider belongs to the invited guest.
  package func invites(_ account: GuestPerson) -> Bool {
    let shown = observed.flatMap { isOfFormerGuest($0) ? nil : $0 }
    if shown?.person == account.person || successor?.observed.person == account.person { return true }
    guard let address = account.emailAddress else { return false }
    let invited = [wanted.invitedEmailAddress, wanted.guest?.emailAddress, shown?.emailAddress]
    return wanted.mayHoldMobileKey && invited.contains { isSameAddress($0, address) }
  }

  /// Whether the user belongs to the former guest's person, of another identity.
  func isOfFormerGuest(_ observed: Observed) -> Bool {
    wanted.formerGuest == observed.person && wanted.guest?.person != observed.person
  }

  /// Whether the provider shows another address than the wanted one. The address of the guest's own account does not
  /// change.
  func lacksAddress(_ observed: Observed) -> Bool {
    if let guest = wanted.guest, guest.person == observed.person { return false }
    return providerAddress.map { !isSameAddress($0, observed.emailAddress) } ?? false
  }

  /// Whether the wanted address differs from the address of the account that the guest has created meanwhile.
  func isKnownByOwnAddress(_ observed: Observed) -> Bool {
    guard wanted.mayHoldMobileKey, origin.isOurs, let invited = wanted.invitedEmailAddress,
      !isSameAddress(invited, observed.emailAddress), !isOfFormerGuest(observed)
    else { return false }
    return wanted.guest.map { $0.person == observed.person } ?? observed.hasAccount
  }

  /// Reports that the provider keeps the guest's own address instead of the wanted one.
  package mutating func noteOwnAddress(now: Instant, _ brand: Brand) {
    guard let observed, let words = wordsOnOwnAddress(observed, brand) else { return }
    let refusal = Refusal(.ownAddress, words)
    if progress.refusals.contains(where: { $0.stage == .emailAddress && $0.refusal == refusal }) { return }
    progress.refusals.removeAll { $0.stage == .emailAddress }
    progress.refusals.append(Refused(stage: .emailAddress, refusal: refusal, at: now))
  }

  private func wordsOnOwnAddress(_ observed: Observed, _ brand: Brand) -> String? {
    let address = observed.emailAddress ?? ""
    if wanted.mayHoldMobileKey, isOfFormerGuest(observed), isSameAddress(providerAddress, address) {
      return """
        At \(brand.name), \(address) is the e-mail address of the user's former guest, whose phones no longer get \
        keys. Set the e-mail address of the current guest, or have that guest sign in.
        """
    }
    guard isKnownByOwnAddress(observed) else { return nil }
    let known = address.isEmpty ? "" : " as \(address)"
    return "The guest has signed up at \(brand.name)\(known). That e-mail address belongs to the guest and stays, "
      + "and so do the keys."
  }

  /// Whether another site user is needed: for the person of the guest's account, or for an address that the provider
  /// accepts in no other way. After the person has signed up, the address at the provider stays.
  func needsSuccessor(_ observed: Observed, now: Instant) -> Bool {
    // A user is deleted only if Latchkey is known to have created it.
    guard origin == .made || origin == .found else { return false }
    if wanted.isDeleted || wanted.isSuspended || !wanted.mayHoldMobileKey { return false }
    if isRefused(.succession) || wanted.schedule?.isOver(at: now) == true { return false }
    if let guest = wanted.guest { return guest.person != observed.person }
    if isOfFormerGuest(observed) { return !isSameAddress(providerAddress, observed.emailAddress) }
    return lacksAddress(observed) && !observed.hasAccount && isRefused(.emailAddress)
  }

  /// Whether the successor matches the wanted state and has no additional rights. A successor with too many rights is
  /// discarded instead of changed. The old user keeps the access meanwhile.
  func isFit(_ successor: Successor, _ memberships: [Membership]) -> Bool {
    let wantedGroups = Set(memberships.filter(\.isWanted).map(\.group))
    let isTheirs =
      wanted.guest.map { $0.person == successor.observed.person }
      ?? isSameAddress(providerAddress, successor.observed.emailAddress)
    return isTheirs && !isOfFormerGuest(successor.observed) && successor.groups.isSubset(of: wantedGroups)
      && !losesMeans(successor.observed)
  }

  /// Whether the provider rejected the user for an address that somebody else may have.
  package var isRefusedForAddress: Bool { progress.refusals.contains(where: \.isAboutAddress) }

  /// Requests another attempt at the address, which may be free now, and at a creation that failed because of it.
  package mutating func forgetRefusedAddress() {
    progress.refusals.removeAll {
      $0.isAboutAddress || $0.stage == .creation || $0.stage == .emailAddress && $0.refusal.reason != .ownAddress
    }
    if progress.openCall == nil { progress.notBefore = nil }
  }

  /// The observed site user is gone, and the successor replaces it.
  mutating func succeed(_ successor: Successor, _ memberships: inout [Membership]) {
    observed = successor.observed
    for index in memberships.indices {
      memberships[index].isObserved = successor.groups.contains(memberships[index].group)
    }
    succession = nil
    generation += 1
    progress.refusals.removeAll { $0.stage == .emailAddress || $0.stage == .succession }
  }

  /// The successor is discarded. Its PIN opens nothing.
  mutating func dropSuccessor() {
    if let pin = successor?.observed.pin, observed?.pin == pin { observed?.pin = nil }
    succession = nil
    generation += 1
  }
}
