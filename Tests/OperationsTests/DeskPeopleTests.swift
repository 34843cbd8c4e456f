import Testing
import Wire

@Suite("A person at the desk", .world)
struct DeskPeopleTests {
  private let world = World.here
  private let before: Value = "2024-11-01T08:00:00.000Z"

  private func list(_ filter: Value, _ more: Value = [:]) async throws -> Value {
    let parameters: Value = filter == .null ? [:] : ["filter": filter]
    return try await world.ok("/latchkey/v1/people/list", parameters.with(more))
  }

  private func names(_ filter: Value, _ more: Value = [:]) async throws -> [Value] {
    try await list(filter, more).people.each("display_name")
  }

  private func history(_ user: Value) async throws -> Value {
    try await world.ok("/latchkey/v1/people/get", ["acs_user_id": user]).person_history
  }

  private func grant(_ name: Value) async throws -> Value {
    try await world.ok(
      "/access_grants/create",
      [
        "user_identity": ["full_name": name], "starts_at": checkIn, "ends_at": checkOut, "name": "Stay",
        "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
      ]
    ).access_grant
  }

  @Test("arrives, is in house, departs and is gone, by the days of the site")
  func phases() async throws {
    try await world.setClock(before)
    _ = try await world.guest("Jane Doe")
    #expect(try await names("arriving") == ["Jane Doe"])
    #expect(try await names("arriving", ["date": "2024-11-02"]) == [])
    #expect(try await names("departing") == [])
    #expect(try await names("departing", ["date": "2024-11-04"]) == ["Jane Doe"])
    #expect(try await names("upcoming") == ["Jane Doe"])
    #expect(try await names("in_house") == [])
    try await world.setClock(checkIn)
    #expect(try await names("in_house") == ["Jane Doe"])
    #expect(try await names("upcoming") == [])
    #expect(try await list(.null).people[0].phase == "in_house")
    try await world.setClock(checkOut)
    #expect(try await names("in_house") == [])
    #expect(try await names("gone") == ["Jane Doe"])
    #expect(try await names("departing") == ["Jane Doe"])
  }

  @Test("is found by the ID of the ACS user")
  func ids() async throws {
    let jane = try await world.guest("Jane Doe")
    let sam = try await world.guest("Sam Bo")
    _ = try await world.guest("Kim Li")
    #expect(try await names(.null, ["acs_user_ids": [sam, jane], "sort": "name"]) == ["Jane Doe", "Sam Bo"])
    #expect(try await list(.null, ["acs_user_ids": [jane]]).pagination.total_count == 1)
    #expect(try await names("unmanaged", ["acs_user_ids": [jane]]) == [])
  }

  @Test("arrives on the day that the site's clocks show, and departs on the day that ends at midnight")
  func midnight() async throws {
    // In Amsterdam, the stay lasts from 00:30 on 2 November to 00:00 on 3 November.
    _ = try await world.staff(
      "Bo", ["access_schedule": ["starts_at": "2024-11-01T23:30:00.000Z", "ends_at": "2024-11-02T23:00:00.000Z"]])
    #expect(try await names("arriving", ["date": "2024-11-01"]) == [])
    #expect(try await names("arriving", ["date": "2024-11-02"]) == ["Bo"])
    #expect(try await names("departing", ["date": "2024-11-02"]) == ["Bo"])
    #expect(try await names("departing", ["date": "2024-11-03"]) == [])
    for date: Value in ["2024-11-31", "tomorrow"] {
      try await world.refused(
        "/latchkey/v1/people/list", 400, "invalid_input", ["filter": "arriving", "date": date])
    }
    try await world.refused("/latchkey/v1/people/list", 400, "invalid_input", ["date": "2024-11-01"])
  }

  @Test("of an access grant is listed with the grant, also after the site has forgotten the user")
  func grants() async throws {
    try await world.setClock(before)
    let made = try await grant("Gwen")
    #expect(try await names("arriving") == ["Gwen"])
    let person = try await list("upcoming").people[0]
    #expect(person.stay.access_grant_id == made.access_grant_id)
    #expect(person.stay.name == "Stay")
    #expect(person.stay.starts_at == checkIn)
    #expect(person.stays.count == 1)
    try await world.setClock(checkOut)
    try await world.advance(7200)
    #expect(try await names("gone") == ["Gwen"])
    #expect(try await names("departing") == ["Gwen"])
    #expect(try await history(person.acs_user_id).person.display_name == "Gwen")
    try await world.ok("/access_grants/delete", ["access_grant_id": made.access_grant_id])
    #expect(try await names(.null) == [])
  }

  @Test("whom the site's staff added is listed apart, page by page")
  func unmanaged() async throws {
    _ = try await world.staff("Nadia")
    let people = try await WebApp(world)
    for name: Value in ["Zita", "Abel"] {
      _ = try await people.add(name, "Qvist", ["subscription_state": "suspended"])
    }
    // The provider lists a new person after a delay.
    try await world.advance(60)
    try await world.sync()
    #expect(try await names("unmanaged", ["search": "qvist", "sort": "name"]) == ["Abel Qvist", "Zita Qvist"])
    #expect(try await !names(.null).contains("Abel Qvist"))
    let names = try await names("unmanaged")
    #expect(!names.contains("Nadia"))
    #expect(try await list("unmanaged").pagination.total_count == Value(.int(names.count)))
    let first = try await list("unmanaged", ["search": "qvist", "sort": "name", "limit": 1])
    #expect(first.pagination.total_count == 2)
    #expect(first.people[0].phase == "permanent")
    #expect(first.people[0].stays == [])
    let rest = try await world.follow(first.pagination.next_page_url)
    #expect(rest.body.people.each("display_name") == ["Zita Qvist"])
    #expect(rest.body.pagination.has_next_page == false)
    #expect(try await history(first.people[0].acs_user_id).person == first.people[0])
  }

  @Test("is a guest or staff by the ends of the stays")
  func kinds() async throws {
    try await world.setClock(before)
    _ = try await world.guest("Jane Doe")
    _ = try await world.staff("Nadia")
    _ = try await world.staff("Pieter", ["access_schedule": ["starts_at": checkIn]])
    #expect(try await names(.null, ["kind": "guest"]) == ["Jane Doe"])
    #expect(try await names(.null, ["kind": "staff", "sort": "name"]) == ["Nadia", "Pieter"])
    #expect(try await names("upcoming", ["kind": "staff"]) == ["Pieter"])
    #expect(try await names("upcoming", ["kind": "guest"]) == ["Jane Doe"])
    #expect(try await list(.null, ["kind": "guest"]).pagination.total_count == 1)
    try await world.setClock(checkOut)
    for sort: Value in ["name", "starts_at", "ends_at", "last_entry"] {
      #expect(try await names("gone", ["sort": sort]) == ["Jane Doe"], "\(sort)")
    }
    #expect(try await list("gone", ["search": "jane"]).pagination.total_count == 1)
    #expect(try await names("gone", ["kind": "staff"]) == [])
  }

  @Test("is listed by the last entry, and after all others without one")
  func lastEntries() async throws {
    for name in ["Ann Bos", "Jane Doe", "Kim Li"] { _ = try await world.guest(name) }
    try await world.setClock(checkIn)
    try await world.advance(300)
    for name: Value in ["Kim Li", "Ann Bos", "Kim Li", "Jane Doe"] {
      #expect(try await world.virtual.opens("Apartment 4B", world.virtual.user(name)) == true)
      try await world.advance(300)
    }
    _ = try await world.staff("Nadia")
    let expected: [Value] = ["Jane Doe", "Kim Li", "Ann Bos", "Nadia"]
    #expect(try await names(.null, ["sort": "last_entry"]) == expected)
    #expect(try await names(.null, ["sort": "last_entry", "search": "n"]) == ["Jane Doe", "Ann Bos", "Nadia"])
    let first = try await list(.null, ["sort": "last_entry", "limit": 3])
    let rest = try await world.follow(first.pagination.next_page_url)
    #expect(first.people.each("display_name") + rest.body.people.each("display_name") == expected)
  }

  @Test("with access codes only is not listed")
  func codes() async throws {
    let keypad = try await world.ok("/devices/list").devices.first("can_unlock_with_code", true).device_id
    _ = try await world.ok("/access_codes/create", ["device_id": keypad, "name": "Cleaner"])
    #expect(try await names(.null) == [])
  }

  @Test("is found by name, sorted and counted, page by page")
  func pages() async throws {
    for name: Value in ["Zoë Vos", "Ann Bos", "Mia Zoet"] {
      _ = try await world.staff(name, ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut]])
    }
    #expect(try await names(.null, ["sort": "name"]) == ["Ann Bos", "Mia Zoet", "Zoë Vos"])
    #expect(try await Set(names(.null, ["search": "zoe"])) == ["Zoë Vos", "Mia Zoet"])
    let first = try await list(.null, ["sort": "name", "limit": 2])
    #expect(first.people.count == 2)
    #expect(first.pagination.total_count == 3)
    let rest = try await world.follow(first.pagination.next_page_url)
    #expect(rest.body.people.each("display_name") == ["Zoë Vos"])
    #expect(rest.body.pagination.has_next_page == false)
    for sort: Value in ["name", "starts_at", "ends_at"] {
      let whole = try await list(.null, ["sort": sort]).people.each("acs_user_id")
      var page = try await list(.null, ["sort": sort, "limit": 1])
      var found = page.people.each("acs_user_id")
      while page.pagination.has_next_page == true {
        page = try await world.follow(page.pagination.next_page_url).body
        found += page.people.each("acs_user_id")
      }
      #expect(found == whole && whole.count == 3)
    }
    let user = try await list(.null, ["search": "ann"]).people[0].acs_user_id
    try await world.ok("/acs/users/update", ["acs_user_id": user, "full_name": "Yan Bos"])
    #expect(try await names(.null, ["sort": "name"]) == ["Mia Zoet", "Yan Bos", "Zoë Vos"])
  }

  @Test("has access without an end, is suspended, or has errors")
  func states() async throws {
    let user = try await world.staff("Nadia")
    #expect(try await names("permanent") == ["Nadia"])
    #expect(try await list("permanent").people[0].stay.isMissing)
    #expect(try await names("in_house") == [])
    #expect(try await names("suspended") == [])
    try await world.ok("/acs/users/suspend", ["acs_user_id": user])
    #expect(try await names("suspended") == ["Nadia"])
    #expect(try await list("suspended").people[0].is_suspended == true)
    #expect(try await names("with_errors") == [])
    try await world.ok("/acs/users/delete", ["acs_user_id": user])
    #expect(try await names(.null) == [])
  }

  @Test("shows what will happen and what has happened, with the last entry")
  func timeline() async throws {
    try await world.setClock(before)
    let user = try await world.guest("Jane Doe")
    let coming = try await history(user).next_moments
    #expect(coming.each("kind") == ["stay_starts", "stay_ends"])
    #expect(coming.each("at") == [checkIn, checkOut])
    #expect(try await history(user).person.last_entry.isMissing)
    try await world.setClock(checkIn)
    try await world.advance(300)
    let jane = try await world.virtual.user("Jane Doe")
    #expect(try await world.virtual.opens("Apartment 4B", jane) == true)
    #expect(try await world.virtual.opens("Bicycle Storage", jane) == false)
    try await world.advance(300)
    let now = try await history(user)
    #expect(now.next_moments.each("kind") == ["stay_ends"])
    #expect(now.person.last_entry.door_name == "Apartment 4B")
    let past = now.past_activities
    #expect(past.each("kind").contains("entry"))
    #expect(past.each("kind").contains("refusal"))
    #expect(Set(past.each("person_name")) == ["Jane Doe"])
    #expect(past.each("sequence").compactMap(\.number) == past.each("sequence").compactMap(\.number).sorted(by: >))
    try await world.refused("/latchkey/v1/people/get", 404, "acs_user_not_found", ["acs_user_id": "nobody"])
  }

  @Test("is found by the spaces of the stays, and the filter is about these stays alone")
  func spaces() async throws {
    try await world.setClock(before)
    let door = Value([try await world.door()])
    let room = try await world.ok("/spaces/create", ["name": "Room", "device_ids": door]).space.space_id
    let other = try await world.ok("/spaces/create", ["name": "Other", "device_ids": door]).space.space_id
    let jane = try await world.identity(["full_name": "Jane Doe"])
    for (space, start) in [(room, checkIn), (other, "2024-11-02T15:00:00.000Z" as Value)] {
      try await world.ok(
        "/access_grants/create",
        [
          "user_identity_id": jane, "starts_at": start, "ends_at": checkOut, "space_ids": Value([space]),
          "requested_access_methods": [["mode": "code"]],
        ])
    }
    try await world.setClock(checkIn)
    #expect(try await names("in_house", ["space_ids": Value([room])]) == ["Jane Doe"])
    #expect(try await names("in_house", ["space_ids": Value([other])]) == [])
    #expect(try await names("upcoming", ["space_ids": Value([other])]) == ["Jane Doe"])
    let both = try await list(.null, ["space_ids": Value([room, other])])
    #expect(both.pagination.total_count == 1)
    #expect(both.people[0].stays.each("space_ids") == [[room], [other]])
    #expect(try await names(.null, ["space_ids": ["none"]]) == [])
  }

  @Test("is upcoming without a stay that runs, whatever stays have ended or come later")
  func upcoming() async throws {
    try await world.setClock(before)
    let later: [Value] = ["2024-11-05T15:00:00.000Z", "2024-11-06T10:00:00.000Z"]
    let latest: [Value] = ["2024-11-07T15:00:00.000Z", "2024-11-09T10:00:00.000Z"]
    let stays: KeyValuePairs<Value, [[Value]]> = [
      "Ann": [latest, later], "Bo": [[checkIn, "2024-11-02T10:00:00.000Z"], latest],
      "Cas": [[checkIn, "2024-11-04T10:00:00.000Z"], later], "Dan": [later],
      "Eve": [[checkIn, "2024-11-02T11:00:00.000Z"]],
    ]
    for (name, times) in stays {
      let person = try await world.identity(["full_name": name])
      for time in times {
        try await world.ok(
          "/access_grants/create",
          [
            "user_identity_id": person, "starts_at": time[0], "ends_at": time[1],
            "device_ids": Value([try await world.door()]), "requested_access_methods": [["mode": "code"]],
          ])
      }
    }
    try await world.setClock("2024-11-03T12:00:00.000Z")
    #expect(try await Set(names("upcoming")) == ["Ann", "Bo", "Dan"])
    let site = try await world.ok("/acs/systems/list", ["search": "Building A"]).acs_systems[0].acs_system_id
    for sort: Value in ["name", "starts_at", "ends_at", "last_entry"] {
      // People of a site are found in another way.
      let expected = try await names("upcoming", ["sort": sort, "acs_system_id": site])
      #expect(try await names("upcoming", ["sort": sort]) == expected)
      let first = try await list("upcoming", ["sort": sort, "limit": 2])
      #expect(first.pagination.total_count == 3)
      let rest = try await list(
        "upcoming", ["sort": sort, "limit": 2, "page_cursor": first.pagination.next_page_cursor])
      #expect(first.people.each("display_name") + rest.people.each("display_name") == expected)
    }
  }

  @Test("has a PIN that the front desk may see, and the audit notes who saw it")
  func pins() async throws {
    let (world, path) = (world, "/latchkey/v1/people/show_pin")
    let user = try await world.guest("Jane Doe")
    try await world.refused(path, 404, "acs_credential_not_found", ["acs_user_id": user])
    let made = try await world.working {
      try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "code"]).acs_credential
    }
    let (viewer, desk) = (try await world.accessToken(.viewer), try await world.accessToken(.frontDesk))
    let refused = try await world.call(path, ["acs_user_id": user], asOperator: viewer)
    #expect(refused.refusal == World.Refusal(403, "role_required"))
    let shown = try await world.call(path, ["acs_user_id": user], asOperator: desk).body.acs_credential
    #expect(shown.code == made.code)
    let noted = try await world.ok("/latchkey/v1/audit/list", ["operation": "\(path)"]).audit_entries
    #expect(noted.count == 1)
    #expect(noted[0].author.name == "Ann")
    #expect(noted[0].subjects.each("resource_id") == [user])
    #expect(!noted.contains(made.code.text))
  }
}
