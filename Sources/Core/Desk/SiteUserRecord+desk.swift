package import API
package import Wire

extension SiteUserRecord {
  /// The person as the front desk sees them. Only a guest whom the site's staff invited has an end.
  package func deskPerson(at now: Instant) -> DeskPerson {
    let isGone = shown.expiresAt.map { $0 <= now } ?? false
    var person = DeskPerson(
      acsUserID: id, acsSystemID: acsSystemID, displayName: shown.profile.fullName,
      phase: isGone ? .gone : .permanent)
    person.emailAddress = shown.profile.emailAddress
    person.isSuspended = shown.isBlocked
    return person
  }
}
