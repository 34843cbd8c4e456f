import SeamClient

/// The guide as a story: a guest gets a mobile key, checks in, walks through doors, and checks out.
struct DemoStory: Sendable {
  let seam: Seam
  let site: DemoSite
  let stage: DemoStage

  private static let buildingA = ID<AcsSystem>("11111111-1111-1111-1111-111111111111")
  private static let groups = [ID<AcsAccessGroup>("555555-5555"), ID<AcsAccessGroup>("666666-6666")]
  private static let reservation = "3333122-433"

  func play() async throws {
    let user = try await makeGuest()
    try await look(at: user, "Before check-in", "2024-11-01T14:59:00Z")
    try await look(at: user, "After check-in", "2024-11-01T15:00:00Z")
    try await look(at: user, "After check-out", "2024-11-04T11:00:00Z")
  }

  private func makeGuest() async throws -> ID<AcsUser> {
    stage.step(1, "Get the system")
    let system = try await seam.acs.systems.get(acsSystemID: Self.buildingA)
    stage.fact("system", "\(system.name), \(system.location.timeZone.optional ?? "no zone")")

    stage.step(2, "Create a user identity for the guest")
    let jane = try await seam.userIdentities.create(emailAddress: "jane@example.com")
    stage.fact("user identity", "\(jane.displayName) \(jane.id)")

    stage.step(3, "Find the credential manager")
    let managers = try await seam.acs.systems.listCompatibleCredentialManagerAcsSystems(acsSystemID: system.id)
    guard let manager = managers.first else { throw Problem(.data, "the system has no credential manager") }
    stage.fact("credential manager", manager.name)

    stage.step(4, "Launch the enrollment automation")
    let automation = try await seam.userIdentities.enrollmentAutomations.launch(
      userIdentityID: jane.id, credentialManagerAcsSystemID: manager.id, createCredentialManagerUser: true)
    stage.fact("enrollment automation", automation.id.text)
    return try await makeUser(of: jane, at: system)
  }

  private func makeUser(of jane: UserIdentity, at system: AcsSystem) async throws -> ID<AcsUser> {
    stage.step(5, "Create the ACS user with the stay as its access schedule")
    let user = try await seam.acs.users.create(
      userIdentityID: jane.id, acsSystemID: system.id, fullName: Self.reservation,
      accessSchedule: AccessScheduleRequest(
        startsAt: Instant(iso8601: "2024-11-01T15:00:00Z"), endsAt: Instant(iso8601: "2024-11-04T11:00:00Z")))
    stage.fact("ACS user", "\(user.displayName) \(user.id)")

    stage.step(6, "Add the user to the access groups of the listing")
    for group in Self.groups {
      try await seam.acs.users.addToAccessGroup(acsUserID: user.id, acsAccessGroupID: group)
      stage.fact("access group", group.text)
    }

    stage.step(7, "Create the mobile key")
    let credential = try await seam.acs.credentials.create(
      accessMethod: .mobileKey, acsUserID: user.id, isMultiPhoneSyncCredential: true)
    stage.fact("credential", credential.id.text)
    stage.fact("access method", credential.accessMethod.rawValue)
    stage.fact("for all phones of the guest", credential.isMultiPhoneSyncCredential == true ? "yes" : "no")
    stage.json(String(decoding: credential.jsonBytes, as: UTF8.self))
    return user.id
  }

  /// Moves the sandbox's clock, and looks at the user here, at the virtual site, and at each door.
  private func look(at user: ID<AcsUser>, _ title: String, _ moment: String) async throws {
    stage.scene("\(title): \(moment)")
    try await seam.latchkey.clock.set(now: Instant(iso8601: moment))
    let seen = try await seam.acs.users.get(acsUserID: user)
    stage.fact("is_subscribed", seen.saltoKSMetadata?.isSubscribed == true ? "true" : "false")
    for warning in seen.warnings { stage.fact("warning", warning.code.rawValue) }
    guard let guest = try await site.users().first(where: { $0["name"]?.text == Self.reservation }),
      let person = guest["user_id"]?.text
    else { throw Problem(.data, "the virtual site does not know the guest") }
    stage.fact("at the virtual Salto KS", guest["subscription_state"]?.text ?? "unknown")
    for lock in try await site.locks() {
      let result = try await site.tryDoor(lock.id, person: person)
      stage.door(lock.name, opened: result.opened, why: Self.explanation(result.reason))
      let line = JSON.object([
        "at": .string(moment), "door": .string(lock.name), "opened": .bool(result.opened),
        "reason": .string(result.reason),
      ])
      stage.json(String(decoding: line.bytes, as: UTF8.self))
    }
  }

  private static func explanation(_ reason: String) -> String {
    switch reason {
    case "opened": "the stay is on and the door is in a group of the guest"
    case "suspended": "the guest is not subscribed"
    case "no_access": "no access group of the guest holds this door"
    case "not_rolled_out": "the door has not heard of the group yet"
    default: reason
    }
  }
}
