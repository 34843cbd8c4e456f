import API
import Wire

extension StayDraft {
  /// Whether a draft's request would add a stay that is there already: the same person, places and times.
  ///
  /// - Parameter known: the stay with the same key.
  func asks(_ request: AccessGrants.Create, for known: StayFacts) -> Bool {
    // The key of a form without a reservation stands for all of its fields.
    if reservation.isEmpty { return true }
    let grant = known.grant
    return grant.startsAt == request.startsAt && grant.endsAt.optional == request.endsAt?.optional
      && isPerson(of: known)
      && hasPlaces(of: known)
  }

  private func isPerson(of known: StayFacts) -> Bool {
    if !person.isEmpty { return person == known.grant.userIdentityID.text }
    guard let other = known.person else { return false }
    return name == (other.fullName.optional ?? "")
      && email.lowercased() == (other.emailAddress.optional ?? "").lowercased()
      && digits(of: phone) == digits(of: other.phoneNumber.optional ?? "")
  }

  /// The digits of a phone number, which people group in different ways.
  private func digits(of phone: String) -> String { phone.filter(\.isNumber) }

  private func hasPlaces(of known: StayFacts) -> Bool {
    let (chosenSpaces, chosenDoors) = (Set(spaces), Set(doors))
    guard chosenSpaces == Set(known.grant.spaceIDs.map(\.text)),
      chosenDoors.isSubset(of: known.doors.map(\.acsEntranceID.text))
    else { return false }
    // Doors that belong to no chosen space were chosen one by one.
    return known.doors.allSatisfy { door in
      chosenDoors.contains(door.acsEntranceID.text) || !chosenSpaces.isDisjoint(with: door.spaceIDs.map(\.text))
    }
  }
}
