import API
import SeamClient
import Testing

extension Seam {
  /// Calls every operation on access grants and access methods.
  func giveGrants(at system: ID<AcsSystem>) async throws {
    let door = try await devices.list()[0].id
    let entrance = ID<AcsEntrance>(door.text)
    var (card, cloudKey) = (API.AccessGrants.MethodRequest(), API.AccessGrants.MethodRequest())
    card.mode = .card
    cloudKey.mode = .cloudKey
    var person = API.AccessGrants.Person()
    person.fullName = .value("Gina")
    let grant = try await accessGrants.create(
      requestedAccessMethods: [card], accessGrantKey: "stay", deviceIDs: [door], userIdentity: person)
    #expect(try await accessGrants.get(accessGrantKey: "stay").id == grant.id)
    #expect(try await accessGrants.list(acsEntranceID: entrance).map(\.id) == [grant.id])
    try await accessGrants.update(accessGrantID: grant.id, name: .set("Stay"))
    let more = try await accessGrants.requestAccessMethods(
      accessGrantID: grant.id, requestedAccessMethods: [cloudKey])
    #expect(more.accessMethodIDs.count == 2)
    let related = try await accessGrants.getRelated(accessGrantIDs: [grant.id], include: [.devices])
    #expect(related.devices?.map(\.id) == [door])
    let (first, second) = (more.accessMethodIDs[0], more.accessMethodIDs[1])
    #expect(try await accessMethods.get(accessMethodID: first).mode == .known(.card))
    #expect(try await accessMethods.list(accessGrantID: grant.id).map(\.id) == [first, second])
    #expect(try await accessMethods.getRelated(accessMethodIDs: [first]).accessGrants?.map(\.id) == [grant.id])
    try await failing { try await accessMethods.assignCard(accessMethodID: first, cardNumber: "1") }
    try await useEncoder(ID(door.text), for: first, at: system)
    try await accessMethods.unlockDoor(accessMethodID: second, acsEntranceID: entrance)
    #expect(try await accessGrants.unmanaged.list().isEmpty)
    try await failing { _ = try await accessGrants.unmanaged.get(accessGrantID: grant.id) }
    try await failing { try await accessGrants.unmanaged.update(accessGrantID: grant.id, isManaged: true) }
    #expect(try await accessMethods.unmanaged.list(accessGrantID: grant.id).isEmpty)
    try await failing { _ = try await accessMethods.unmanaged.get(accessMethodID: first) }
    let settings = try await latchkey.grantSettings.get(acsSystemID: system)
    #expect(
      try await latchkey.grantSettings.update(acsSystemID: system, leadHours: 24).leadHours < settings.leadHours)
    try await accessMethods.delete(accessMethodID: first)
    try await accessGrants.delete(accessGrantID: grant.id)
  }

  /// Calls every operation on encoders. No card is held to the lock, so that what it meets is simulated.
  private func useEncoder(
    _ encoder: ID<AcsEncoder>, for method: ID<AccessMethod>, at system: ID<AcsSystem>
  ) async throws {
    #expect(try await acs.encoders.list(acsSystemID: system).map(\.id).contains(encoder))
    #expect(try await acs.encoders.get(acsEncoderID: encoder).acsSystemID == system)
    let simulate = acs.encoders.simulate
    try await simulate.nextCredentialEncodeWillFail(acsEncoderID: encoder)
    try await failing { try await accessMethods.encode(accessMethodID: method, acsEncoderID: encoder) }
    try await simulate.nextCredentialEncodeWillFail(acsEncoderID: encoder)
    try await failing { try await acs.encoders.encodeCredential(acsEncoderID: encoder, accessMethodID: method) }
    try await simulate.nextCredentialScanWillFail(acsEncoderID: encoder)
    try await failing { try await acs.encoders.scanCredential(acsEncoderID: encoder) }
    let user = try await acs.users.list(acsSystemID: system)[0].id
    try await simulate.nextCredentialScanWillFail(acsEncoderID: encoder)
    try await failing { try await acs.encoders.scanToAssignCredential(acsEncoderID: encoder, acsUserID: user) }
    try await simulate.nextCredentialScanWillSucceed(acsEncoderID: encoder)
    try await simulate.nextCredentialEncodeWillSucceed(acsEncoderID: encoder)
  }

  private func failing(_ body: () async throws -> Void) async throws {
    await #expect(throws: SeamError.self) { try await body() }
  }
}
