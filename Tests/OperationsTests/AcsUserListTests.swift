import Foundation
import TestKit
import Testing
import Wire

/// Lists keep the JSON of users until their next change, so they are compared with users that are read one by one.
@Suite("A list of ACS users", .world)
struct AcsUserListTests {
  private let world = World.here

  /// A user with all that can change, and the calls that change it.
  private struct Subject {
    let user: Value
    let identity: Value
  }

  private func subjects(_ count: Int) async throws -> [Subject] {
    var subjects: [Subject] = []
    for number in 0..<count {
      let identity = try await world.identity(["email_address": "guest.\(number)@example.com"])
      let user = try await world.staff(
        "Guest \(number)",
        [
          "user_identity_id": identity, "access_schedule": ["starts_at": checkIn, "ends_at": checkOut],
          "acs_access_group_ids": [common],
        ])
      subjects.append(Subject(user: user, identity: identity))
    }
    return subjects
  }

  private func change(_ subject: Subject, _ number: UInt64) async throws {
    let user: Value = ["acs_user_id": subject.user]
    let place = user.with(["acs_access_group_id": apartment])
    switch number % 10 {
    case 0: try await world.ok("/acs/users/update", user.with(["full_name": "Guest \(number)"]))
    case 1: try await world.ok("/acs/users/suspend", user)
    case 2: try await world.ok("/acs/users/unsuspend", user)
    case 3: try await world.ok("/acs/users/add_to_access_group", place)
    case 4: try await world.ok("/acs/users/remove_from_access_group", place)
    case 5:
      try await world.ok(
        "/user_identities/update", ["user_identity_id": subject.identity, "full_name": "Identity \(number)"])
    case 6: try await world.setClock(Value(.string("2024-11-0\(1 + number % 7)T12:00:00.000Z")))
    case 7: try await world.sync()
    case 8:
      try await world.ok(
        "/acs/users/update",
        user.with([
          "access_schedule": [
            "starts_at": checkIn, "ends_at": Value(.string("2024-11-0\(8 + number % 2)T11:00:00.000Z")),
          ]
        ]))
    default: await world.settle()
    }
  }

  private func compare(_ subjects: [Subject], after step: String) async throws {
    let listed = try await world.ok("/acs/users/list").acs_users
    #expect(listed.count == subjects.count)
    for subject in subjects {
      let one = try await world.user(subject.user)
      #expect(listed.first("acs_user_id", subject.user) == one, "\(step)")
    }
  }

  @Test("shows each user as it is, whatever changed since the last list")
  func changes() async throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["LATCHKEY_SEED"].flatMap(UInt64.init) ?? 20_241_101
    print("LATCHKEY_SEED=\(seed)")
    var random = SeededRandom(seed: seed)
    let subjects = try await subjects(3)
    for step in 0..<(environment["LATCHKEY_LIST_CHANGES"].flatMap(Int.init) ?? 60) {
      let number = random.next() >> 8
      try await change(subjects[Int(random.next() >> 8) % subjects.count], number)
      try await compare(subjects, after: "step \(step), change \(number % 10)")
    }
  }

  @Test("follows the clock from before the stay to after it, and back")
  func phases() async throws {
    let subjects = try await subjects(2)
    for now: Value in ["2024-11-01T12:00:00.000Z", "2024-11-02T12:00:00.000Z", "2024-11-05T12:00:00.000Z"] {
      try await world.setClock(now)
      for _ in 0..<2 { try await compare(subjects, after: now.text) }
    }
    try await world.setClock("2024-11-02T12:00:00.000Z")
    try await compare(subjects, after: "the clock was set back")
  }

  @Test("shows the new values of an identity")
  func identities() async throws {
    let subject = try await subjects(1)[0]
    _ = try await world.ok("/acs/users/list")
    try await world.ok(
      "/user_identities/update", ["user_identity_id": subject.identity, "email_address": "new@example.com"])
    let listed = try await world.ok("/acs/users/list").acs_users[0]
    #expect(listed.user_identity_email_address == "new@example.com")
  }
}
