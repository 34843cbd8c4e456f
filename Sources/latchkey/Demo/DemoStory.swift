import MobileKey
import SeamClient

/// The guide as a story: a guest gets a mobile key and a phone, checks in, walks through doors, and checks out. Another
/// guest gets the same by an access grant.
struct DemoStory: Sendable {
  let seam: Seam
  let site: DemoSite
  let stage: DemoStage
  let phone: DemoPhone

  private static let buildingA = ID<AcsSystem>("11111111-1111-1111-1111-111111111111")
  private static let groups = [ID<AcsAccessGroup>("555555-5555"), ID<AcsAccessGroup>("666666-6666")]
  private static let email = "jane@example.com"
  private static let password = "a long stay 4B"
  private static let reservation = "3333122-433"

  func play() async throws {
    let (jane, user) = try await makeGuest()
    try await makePhone(of: jane)
    try await DemoDoors(seam: seam, site: site, stage: stage, phone: phone, guest: user).play()
    try await DemoGrant(seam: seam, stage: stage).play()
  }

  private func makeGuest() async throws -> (ID<UserIdentity>, AcsUser) {
    stage.step(1, "Get the system")
    let system = try await seam.acs.systems.get(acsSystemID: Self.buildingA)
    stage.fact("system", "\(system.name), \(system.location.timeZone.optional ?? "no zone")")

    stage.step(2, "Create a user identity for the guest")
    let jane = try await seam.userIdentities.create(emailAddress: Self.email)
    stage.fact("user identity", "\(jane.displayName) \(jane.id)")

    stage.step(3, "Find the credential manager")
    let managers = try await seam.acs.systems.listCompatibleCredentialManagerAcsSystems(acsSystemID: system.id)
    guard let manager = managers.first else { throw Problem(.data, "the system has no credential manager") }
    stage.fact("credential manager", manager.name)

    stage.step(4, "Launch the enrollment automation")
    let automation = try await seam.userIdentities.enrollmentAutomations.launch(
      userIdentityID: jane.id, credentialManagerAcsSystemID: manager.id, createCredentialManagerUser: true)
    stage.fact("enrollment automation", automation.id.text)
    return (jane.id, try await makeUser(of: jane, at: system))
  }

  private func makeUser(of jane: UserIdentity, at system: AcsSystem) async throws -> AcsUser {
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
    stage.fact("for all the guest's phones", credential.isMultiPhoneSyncCredential == true ? "yes" : "no")
    stage.json(String(decoding: credential.jsonBytes, as: UTF8.self))
    return user
  }

  private func makePhone(of jane: ID<UserIdentity>) async throws {
    stage.step(8, "Start a session for the guest's phone")
    try await seam.latchkey.clock.advance(seconds: 60)
    let session = try await seam.clientSessions.create(userIdentityID: jane)
    stage.fact("client session", session.clientSessionID.text)
    stage.fact("the phone's key", Self.state(of: try await phone.login(token: session.token)))

    stage.step(9, "The guest signs in with the invitation from Salto KS")
    guard let invitation = try await site.invitation(of: Self.email) else {
      throw Problem(.data, "the guest received no invitation")
    }
    let keys = try await phone.signIn(email: Self.email, password: Self.password, invitation: invitation)
    stage.fact("the phone's key", Self.state(of: keys))
  }

  private static func state(of keys: [SeamCredential]) -> String {
    guard let key = keys.first else { return "none" }
    return key.errors.first?.words ?? "ready"
  }
}
