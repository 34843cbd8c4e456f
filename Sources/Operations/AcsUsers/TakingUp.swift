import API
import Core
import Store
import Wire

/// The checks and changes for people whom the site's staff created.
extension Platform.Change {
  /// Links an ACS user to an unmanaged person of its site.
  mutating func takeUp(_ request: AcsUsers.TakeUp) throws -> AcsUser {
    let user = try user(request.acsUserID)
    guard let person = try transaction.siteUser(request.unmanagedAcsUserID, in: workspaceID) else {
      throw APIError.notFound(.acsUser, request.unmanagedAcsUserID.text)
    }
    guard user.acsSystemID == person.acsSystemID else {
      throw APIError.invalidInput("unmanaged_acs_user_id", "The person belongs to a different system than the ACS user")
    }
    guard user.observed == nil, user.progress.openCall == nil else {
      throw APIError.invalidInput(
        "acs_user_id",
        "This ACS user already exists at \(brand.name), or is being created there. Use one that does not exist there")
    }
    if user.wanted.mayHoldMobileKey, person.shown.profile.emailAddress == nil {
      throw APIError.noAccountForMobileKey(brand)
    }
    let now = now
    let taken = try change(user, retrying: .creation) { user in
      // Latchkey created a person with its mark, so the user is treated as if a sync had found it.
      user.origin = person.isOurs ? .made : .takenUp
      user.observed = AcsUserRecord.Observed(person.shown, at: now, after: nil)
      user.observed?.createdAt = person.createdAt
      if person.isOurs { user.resume(user.observed) }
    }
    if person.isOurs {
      try transaction.noteFound(taken, in: person.groups)
    } else {
      try transaction.adopt(taken, in: person.groups)
    }
    try transaction.remove(person)
    return try transaction.acsUserRow(AcsUserSelector(taken.id), in: workspaceID).resource(now: now, brand)
  }

  /// Only the site's staff can remove a membership that they gave to their own person.
  func refuseForeignPlace(_ user: AcsUserRecord, in group: AcsAccessGroupRecord) throws {
    if user.origin.isOurs { return }
    let place = try transaction.memberships(of: user).first { $0.acsAccessGroupID == group.id }
    guard let place, !place.isOwn else { return }
    throw APIError.notSupported(
      "The site's staff added this person to the group. Latchkey removes only what it added. Remove the person from "
        + "the group in \(brand.webApp)")
  }

  /// The provider allows one PIN per user, so a new one would replace the PIN from the site's staff.
  func refuseForeignPin(_ user: AcsUserRecord) throws {
    guard !user.origin.isOurs, user.observed?.mayUsePin == true, !user.additions.pin else { return }
    throw APIError.notSupported(
      "This person may use a PIN from the site's staff, and a new PIN would replace it. \(brand.name) allows one PIN "
        + "per user")
  }

  /// A key requires the person's own account at the provider, whose e-mail address only the site's staff can set.
  func refuseMobileKeyWithoutAccount(_ user: AcsUserRecord) throws {
    guard !user.origin.isOurs, let observed = user.observed, observed.emailAddress == nil else { return }
    throw APIError.noAccountForMobileKey(brand)
  }

  /// Only the site's staff can unblock a person whom they blocked.
  func refuseForeignBar(_ user: AcsUserRecord) throws {
    guard !user.origin.isOurs, user.observed?.isBlocked == true, !user.wanted.isSuspended else { return }
    throw APIError.notSupported("The site's staff blocked this person. Unblock the person in \(brand.webApp)")
  }

  /// Only the site's staff can unassign a card that they assigned.
  func refuseForeignCard(_ credential: AcsCredentialRecord) throws {
    guard let number = credential.tag?.number else { return }
    if let id = credential.acsUserID {
      guard let owner = try transaction.acsUser(id, in: workspaceID), !owner.origin.isOurs,
        owner.observed?.tagNumber == number, !owner.additions.tag
      else { return }
      throw APIError.notSupported("The site's staff assigned this card to its owner. Unassign it in \(brand.webApp)")
    }
    if let holder = try transaction.siteUser(tagNumber: number, at: credential.acsSystemID, in: workspaceID) {
      throw APIError.notSupported(
        "The site's staff assigned this card to \(holder.shown.profile.fullName). Unassign it in \(brand.webApp) first")
    }
  }
}

extension APIError {
  fileprivate static func noAccountForMobileKey(_ brand: Brand) -> APIError {
    notSupported(
      "A mobile key requires a \(brand.company) account, and this person has no e-mail address. Add an e-mail address "
        + "in \(brand.webApp)")
  }
}
