import API
import SeamClient
import Testing

extension Seam {
  /// Calls every operation for a front desk.
  func lookFromDesk(at user: AcsUser) async throws {
    #expect(try await latchkey.people.list(search: user.displayName).map(\.acsUserID) == [user.id])
    let history = try await latchkey.people.get(acsUserID: user.id)
    let name = try await acs.users.get(acsUserID: user.id).displayName
    #expect(history.person.displayName == name && !history.pastActivities.isEmpty)
    let pin = try await acs.credentials.create(accessMethod: .code, acsUserID: user.id)
    #expect(try await latchkey.people.showPin(acsUserID: user.id).id == pin.id)
    try await acs.credentials.delete(acsCredentialID: pin.id)
    _ = try await latchkey.access.listDoors(acsUserID: user.id, means: .any)
    let doors = try await latchkey.doors.list(sort: .battery)
    #expect(try await latchkey.doors.get(acsEntranceID: doors[0].acsEntranceID) == doors[0])
    #expect(try await !latchkey.doors.getDetails(acsEntranceID: doors[0].acsEntranceID).groupNames.isEmpty)
    #expect(try await !latchkey.doors.entriesByHour(acsSystemID: user.acsSystemID).hours.isEmpty)
    #expect(try await latchkey.activity.list(acsUserID: user.id)[0].personName == name)
    #expect(try await latchkey.attention.list().isEmpty)
    #expect(try await latchkey.sites.getWaiting(acsSystemID: user.acsSystemID).absentIQs.isEmpty)
    _ = try await latchkey.clock.listNextMoments()
    #expect(try await latchkey.stays.list(search: "no such stay").isEmpty)
    #expect(try await latchkey.occupancy.list(search: "no such space").isEmpty)
    #expect(try await latchkey.virtual.send(path: "/virtual/state").statusCode == 200)
    #expect(try await latchkey.virtual.send(path: "/virtual/settings", method: .post, body: "{}").statusCode == 200)
  }
}
