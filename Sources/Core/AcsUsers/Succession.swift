package import Wire

/// How a site user gives way to another one that is made for the same ACS user: since its e-mail address cannot be
/// changed, or since the guest's account is that of another person.
package enum Succession: Hashable, Sendable {
  /// The successor is made ready beside the old one, which goes once the locks know the successor.
  case beside(Successor)
  /// The old one has the e-mail address that the successor needs, so it goes first.
  case afterwards(emailAddress: String)
}

/// A site user that is being made ready to take the observed one's place.
package struct Successor: Hashable, Sendable {
  package var observed: AcsUserRecord.Observed
  /// The access groups that it is in.
  package var groups: Set<ExternalID<ProviderAccessGroup>>
  /// When it was last given something that the locks have to hear of.
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

/// How long the provider is left in peace about an e-mail address that it refused. The address may have become free.
package let addressRecheckTime = Duration.seconds(900)

/// Whether two e-mail addresses are one; capitals make no difference.
package func isSameAddress(_ one: String?, _ other: String?) -> Bool { one?.lowercased() == other?.lowercased() }

extension AcsUserRecord {
  package var successor: Successor? {
    get { if case .beside(let successor)? = succession { successor } else { nil } }
    set { succession = newValue.map { .beside($0) } }
  }

  /// Whether the guest's own account is the one whose phones open doors as this user. Taken for granted while either is
  /// unknown.
  package var isHeldByGuest: Bool {
    guard let guest = wanted.guest else {
      return wanted.formerGuest.map { former in observed.map { $0.person != former } ?? false } ?? true
    }
    guard let observed else { return generation == 0 }
    return observed.person == guest.person
  }

  /// Whether somebody who signed in at the provider is the guest who was invited.
  package func invites(_ account: GuestPerson) -> Bool {
    let shown = observed.flatMap { isOfFormerGuest($0) ? nil : $0 }
    if shown?.person == account.person || successor?.observed.person == account.person { return true }
    guard let address = account.emailAddress else { return false }
    let invited = [wanted.invitedEmailAddress, wanted.guest?.emailAddress, shown?.emailAddress]
    return wanted.mayHoldMobileKey && invited.contains { isSameAddress($0, address) }
  }

  /// Whether the provider has the user for the guest of another identity, who had it before.
  func isOfFormerGuest(_ observed: Observed) -> Bool {
    wanted.formerGuest == observed.person && wanted.guest?.person != observed.person
  }

  /// Whether the provider shows another address than it is to have. That of the guest's own account is as it is.
  func lacksAddress(_ observed: Observed) -> Bool {
    if let guest = wanted.guest, guest.person == observed.person { return false }
    return providerAddress.map { !isSameAddress($0, observed.emailAddress) } ?? false
  }

  /// Whether the address that is asked for is not the one of the account that the guest made at the provider meanwhile.
  func isKnownByOwnAddress(_ observed: Observed) -> Bool {
    guard wanted.mayHoldMobileKey, origin.isOurs, let invited = wanted.invitedEmailAddress,
      !isSameAddress(invited, observed.emailAddress), !isOfFormerGuest(observed)
    else { return false }
    return wanted.guest.map { $0.person == observed.person } ?? observed.hasAccount
  }

  /// Keeps, for people to read, that the provider cannot be given the address, as the one there is the guest's own.
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

  /// Whether another site user is needed: for the person whose account the guest has, or for an address that the
  /// provider does not take in another way. Once somebody has signed up by the invitation, the address there stays.
  func needsSuccessor(_ observed: Observed, now: Instant) -> Bool {
    // Nobody is deleted of whom it is not known that Latchkey made them.
    guard origin == .made || origin == .found else { return false }
    if wanted.isDeleted || wanted.isSuspended || !wanted.mayHoldMobileKey { return false }
    if isRefused(.succession) || wanted.schedule?.isOver(at: now) == true { return false }
    if let guest = wanted.guest { return guest.person != observed.person }
    if isOfFormerGuest(observed) { return !isSameAddress(providerAddress, observed.emailAddress) }
    return lacksAddress(observed) && !observed.hasAccount && isRefused(.emailAddress)
  }

  /// Whether the successor is the one that is asked for and has no more than is asked for. It is not changed for the
  /// worse but given up: who was to keep the access still has it by the old one.
  func isFit(_ successor: Successor, _ memberships: [Membership]) -> Bool {
    let wantedGroups = Set(memberships.filter(\.isWanted).map(\.group))
    let isTheirs =
      wanted.guest.map { $0.person == successor.observed.person }
      ?? isSameAddress(providerAddress, successor.observed.emailAddress)
    return isTheirs && !isOfFormerGuest(successor.observed) && successor.groups.isSubset(of: wantedGroups)
      && !losesMeans(successor.observed)
  }

  /// Whether the provider refused the user for an address that somebody else may have.
  package var isRefusedForAddress: Bool { progress.refusals.contains(where: \.isAboutAddress) }

  /// Has the address tried again, since it may be free, and the user made who was not made because of it.
  package mutating func forgetRefusedAddress() {
    progress.refusals.removeAll {
      $0.isAboutAddress || $0.stage == .creation || $0.stage == .emailAddress && $0.refusal.reason != .ownAddress
    }
    if progress.openCall == nil { progress.notBefore = nil }
  }

  /// The observed site user is gone, and the successor stands in its place.
  mutating func succeed(_ successor: Successor, _ memberships: inout [Membership]) {
    observed = successor.observed
    for index in memberships.indices {
      memberships[index].isObserved = successor.groups.contains(memberships[index].group)
    }
    succession = nil
    generation += 1
    progress.refusals.removeAll { $0.stage == .emailAddress || $0.stage == .succession }
  }

  /// The successor is given up. A PIN that was made for it is not the one that opens.
  mutating func dropSuccessor() {
    if let pin = successor?.observed.pin, observed?.pin == pin { observed?.pin = nil }
    succession = nil
    generation += 1
  }
}
