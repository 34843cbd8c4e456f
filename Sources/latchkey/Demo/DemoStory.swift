import API
import Wire

/// The guide as a story: a guest gets a mobile key, checks in, walks through doors, and checks out.
struct DemoStory: Sendable {
  let client: DemoClient
  let stage: DemoStage

  private static let buildingA = ID<AcsSystem>("11111111-1111-1111-1111-111111111111")
  private static let groups = [ID<AcsAccessGroup>("555555-5555"), ID<AcsAccessGroup>("666666-6666")]
  private static let reservation = "3333122-433"

  func play() async throws {
    let user = try await makeGuest()
    try await look(at: user, "Before check-in: 2024-11-01T14:59:00Z", "2024-11-01T14:59:00Z")
    try await look(at: user, "After check-in: 2024-11-01T15:00:00Z", "2024-11-01T15:00:00Z")
    try await look(at: user, "After check-out: 2024-11-04T11:00:00Z", "2024-11-04T11:00:00Z")
  }

  private func makeGuest() async throws -> ID<AcsUser> {
    stage.step(1, "Get the system")
    var systems = AcsSystems.Get()
    systems.acsSystemID = Self.buildingA
    let system = try await client.send(systems)
    stage.fact("system", "\(system.name), \(system.location.timeZone.optional ?? "no zone")")

    stage.step(2, "Create a user identity for the guest")
    var create = UserIdentities.Create()
    create.emailAddress = .value("jane@example.com")
    let jane = try await client.send(create)
    stage.fact("user identity", "\(jane.displayName) \(jane.userIdentityID)")

    stage.step(3, "Find the credential manager")
    var compatible = AcsSystems.ListCompatibleCredentialManagerAcsSystems()
    compatible.acsSystemID = system.acsSystemID
    guard let manager = try await client.send(compatible).first else {
      throw Problem(.data, "the system has no credential manager")
    }
    stage.fact("credential manager", manager.name)

    stage.step(4, "Launch the enrollment automation")
    var launch = EnrollmentAutomations.Launch()
    launch.userIdentityID = jane.userIdentityID
    launch.credentialManagerAcsSystemID = manager.acsSystemID
    launch.createCredentialManagerUser = true
    let automation = try await client.send(launch)
    stage.fact("enrollment automation", automation.enrollmentAutomationID.text)
    return try await makeUser(of: jane, at: system)
  }

  private func makeUser(of jane: UserIdentity, at system: AcsSystem) async throws -> ID<AcsUser> {
    stage.step(5, "Create the ACS user with the stay as its access schedule")
    var create = AcsUsers.Create()
    create.userIdentityID = jane.userIdentityID
    create.acsSystemID = system.acsSystemID
    create.fullName = Self.reservation
    create.accessSchedule = AccessScheduleRequest(
      startsAt: Instant("2024-11-01T15:00:00Z"), endsAt: Instant("2024-11-04T11:00:00Z"))
    let user = try await client.send(create)
    stage.fact("ACS user", "\(user.displayName) \(user.acsUserID)")

    stage.step(6, "Add the user to the access groups of the listing")
    for group in Self.groups {
      var add = AcsUsers.AddToAccessGroup()
      add.acsUserID = user.acsUserID
      add.acsAccessGroupID = group
      _ = try await client.send(add)
      stage.fact("access group", group.text)
    }

    stage.step(7, "Create the mobile key")
    var key = AcsCredentials.Create()
    key.acsUserID = user.acsUserID
    key.accessMethod = .mobileKey
    key.isMultiPhoneSyncCredential = true
    let credential = try await client.send(key)
    stage.fact("credential", credential.acsCredentialID.text)
    stage.fact("access method", credential.accessMethod.rawValue)
    stage.fact("for all phones of the guest", credential.isMultiPhoneSyncCredential == true ? "yes" : "no")
    stage.json(String(decoding: credential.jsonBytes, as: UTF8.self))
    return user.acsUserID
  }

  /// Moves the sandbox's clock, and looks at the user here, at the virtual site, and at each door.
  private func look(at user: ID<AcsUser>, _ title: String, _ moment: String) async throws {
    stage.scene(title)
    var set = SandboxClock.Set()
    set.now = Instant(moment) ?? .blank
    _ = try await client.send(set)
    var get = AcsUsers.Get()
    get.user.acsUserID = user
    let seen = try await client.send(get)
    stage.fact("is_subscribed", seen.saltoKSMetadata?.isSubscribed == true ? "true" : "false")
    for warning in seen.warnings { stage.fact("warning", warning.code.rawValue) }
    guard let guest = try await client.users().first(where: { $0["name"]?.text == Self.reservation }),
      let person = guest["user_id"]?.text
    else { throw Problem(.data, "the virtual site does not know the guest") }
    stage.fact("at the virtual Salto KS", guest["subscription_state"]?.text ?? "unknown")
    for lock in try await client.locks() {
      let result = try await client.tryDoor(lock.id, person: person)
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
