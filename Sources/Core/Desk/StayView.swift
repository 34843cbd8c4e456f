package import API
package import Wire

extension AccessGrantState {
  /// The stay as the desk sees it.
  ///
  /// - Parameters:
  ///   - resource: the grant as an API resource.
  ///   - personName: the name of the person, which may be empty.
  package func stay(_ resource: AccessGrant, of personName: String, now: Instant) -> DeskStay {
    var stay = DeskStay(
      resource, personName: personName.isEmpty ? "Unnamed person" : personName, phase: grant.schedule.phase(at: now))
    let live = spaces.filter { $0.deletedAt == nil }.map(\.name)
    stay.placeNames = live.isEmpty ? doors.map(\.lock.name) : live
    stay.acsSystemIDs = Set(doors.map(\.acsSystemID)).sorted { $0.text < $1.text }
    stay.doorCount = doors.count
    stay.openDoorCount = grantedDoors(at: now).count
    stay.means = methods.map { DeskStay.Means(mode: $0.method.mode, isIssued: $0.method.issuedAt != nil) }
    return stay
  }
}

extension Schedule {
  fileprivate func phase(at now: Instant) -> DeskStay.Phase {
    if isOver(at: now) { return .over }
    return startsAt > now ? .upcoming : .current
  }
}
