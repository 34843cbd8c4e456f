import SeamClient

// Reads SEAM_ENDPOINT and SEAM_API_KEY from the environment.
let seam = Seam()
let building = try await seam.acs.systems.get(acsSystemID: "11111111-1111-1111-1111-111111111111")

// The guest in your own app. From now on her phones can fetch keys.
let jane = try await seam.userIdentities.create(emailAddress: "jane@example.com")
let manager = try await seam.acs.systems.listCompatibleCredentialManagerAcsSystems(acsSystemID: building.id)[0]
try await seam.userIdentities.enrollmentAutomations.launch(
  userIdentityID: jane.id, credentialManagerAcsSystemID: manager.id, createCredentialManagerUser: true)

// Her stay at the site, and the doors that she may open.
let guest = try await seam.acs.users.create(
  userIdentityID: jane.id, acsSystemID: building.id, fullName: "3333122-433",
  accessSchedule: AccessScheduleRequest(
    startsAt: Instant(iso8601: "2024-11-01T15:00:00Z"), endsAt: Instant(iso8601: "2024-11-04T11:00:00Z")))
for group: ID<AcsAccessGroup> in ["555555-5555", "666666-6666"] {
  try await seam.acs.users.addToAccessGroup(acsUserID: guest.id, acsAccessGroupID: group)
}

// One mobile key for all her phones.
dump(
  try await seam.acs.credentials.create(
    accessMethod: .mobileKey, acsUserID: guest.id, isMultiPhoneSyncCredential: true))
