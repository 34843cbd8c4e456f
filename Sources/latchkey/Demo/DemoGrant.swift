import API
import SeamClient
import Wire

/// The short way: one call gives a guest doors, times, a PIN and a link.
struct DemoGrant: Sendable {
  let seam: Seam
  let stage: DemoStage

  private static let doors = ["Main Entrance", "Apartment 4B"]
  private static let modes: [AccessMethod.Mode] = [.mobileKey, .code, .cloudKey]

  func play() async throws {
    stage.scene("The short way: one access grant")
    let entrances = try await seam.acs.entrances.list().filter { Self.doors.contains($0.displayName) }
    var person = API.AccessGrants.Person()
    person.fullName = .value("Emma Smith")
    let grant = try await seam.accessGrants.create(
      requestedAccessMethods: Self.modes.map { mode in
        var request = API.AccessGrants.MethodRequest()
        request.mode = mode
        return request
      }, acsEntranceIDs: entrances.map(\.acsEntranceID), endsAt: Instant(iso8601: "2024-11-07T11:00:00Z"),
      startsAt: Instant(iso8601: "2024-11-04T11:00:00Z"), userIdentity: person)
    try await seam.latchkey.clock.advance(seconds: 60)
    let methods = try await seam.accessMethods.list(accessGrantID: grant.id)
    stage.fact("doors", Self.doors.joined(separator: ", "))
    stage.fact("PIN", methods.compactMap { $0.code?.optional }.first ?? "none")
    stage.fact("page of the guest", grant.instantKeyURL ?? "none")
  }
}
