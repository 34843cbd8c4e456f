import SeamClient

// Reads SEAM_ENDPOINT and SEAM_API_KEY from the environment.
let seam = Seam()

// A site, the access groups of what is let there, and a reservation of it.
let buildingA = try await seam.acs.systems.get(acsSystemID: "11111111-1111-1111-1111-111111111111")
let accessGroups: [ID<AcsAccessGroup>] = ["555555-5555", "666666-6666"]
let reservation = (
  id: "3333122-433", guestEmail: "jane@example.com",
  checkIn: try Instant(iso8601: "2024-11-01T15:00:00.000Z"),
  checkOut: try Instant(iso8601: "2024-11-04T11:00:00.000Z")
)

// 1. Jane, as your own app knows her.
let jane = try await seam.userIdentities.create(emailAddress: reservation.guestEmail)

// 2. The service that brings the site's keys to phones.
let credentialManager = try await seam.acs.systems.listCompatibleCredentialManagerAcsSystems(
  acsSystemID: buildingA.id)[0]

// 3. From now on her phones may obtain keys.
try await seam.userIdentities.enrollmentAutomations.launch(
  userIdentityID: jane.id, credentialManagerAcsSystemID: credentialManager.id, createCredentialManagerUser: true)

// 4. The site gets to know her, for as long as she stays.
let guest = try await seam.acs.users.create(
  userIdentityID: jane.id, acsSystemID: buildingA.id, fullName: reservation.id,
  accessSchedule: AccessScheduleRequest(startsAt: reservation.checkIn, endsAt: reservation.checkOut))

// 5. These are her doors.
for group in accessGroups {
  try await seam.acs.users.addToAccessGroup(acsUserID: guest.id, acsAccessGroupID: group)
}

// 6. And this is her key, on every phone of hers.
let key = try await seam.acs.credentials.create(
  accessMethod: .mobileKey, acsUserID: guest.id, isMultiPhoneSyncCredential: true)
dump(key)
