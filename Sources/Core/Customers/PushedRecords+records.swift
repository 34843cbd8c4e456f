package import API
import Wire

extension CustomerLists {
  /// The lists as records of three kinds.
  package var records: CustomerRecords {
    var records = CustomerRecords()
    records.people = people
    records.places = places
    records.stays = listed(reservations, "reservations", .reservation) + listed(bookings, "bookings", .booking)
    records.stays += listed(accessGrants, "access_grants", .grant) + staff
    return records.withoutDuplicates()
  }

  private var people: [CustomerPerson] {
    let staff = (staffMembers ?? []).map { member in
      CustomerPerson(
        family: "staff_members", key: member.staffMemberKey, name: member.name, emailAddress: member.emailAddress,
        phoneNumber: member.phoneNumber, isStaff: true)
    }
    // Staff comes first, so that who is a guest too stays staff.
    var all = staff + listed(guests, "guests") + listed(residents, "residents") + listed(tenants, "tenants")
    all += listed(userIdentities, "user_identities") + listed(users, "users")
    return all
  }

  private func listed<Family: PersonFamily>(_ list: [PushedPerson<Family>]?, _ family: String) -> [CustomerPerson] {
    (list ?? []).map { person in
      CustomerPerson(
        family: family, key: person.key, name: person.name, emailAddress: person.emailAddress,
        phoneNumber: person.phoneNumber)
    }
  }

  private var places: [CustomerPlace] {
    let detailed = (spaces ?? []).map { space in
      var place = plain(space.place, "spaces")
      place.data = space.customerData
      return place
    }
    var all = listed(sites, "sites") + listed(buildings, "buildings") + listed(properties, "properties")
    all += listed(facilities, "facilities") + listed(listings, "listings")
    all += (propertyListings ?? []).map { listing in
      var place = plain(listing.place, "property_listings")
      place.metadata = listing.customMetadata?.members
      return place
    }
    all += listed(commonAreas, "common_areas") + listed(units, "units") + listed(rooms, "rooms")
    return all + detailed
  }

  private func listed<Family: PlaceFamily>(_ list: [PushedPlace<Family>]?, _ family: String) -> [CustomerPlace] {
    (list ?? []).map { plain($0, family) }
  }

  private func plain<Family: PlaceFamily>(_ place: PushedPlace<Family>, _ family: String) -> CustomerPlace {
    CustomerPlace(family: family, key: place.key, name: place.name, siteKey: place.parentSiteKey)
  }

  private func listed<Family: StayFamily>(
    _ list: [PushedStay<Family>]?, _ family: String, _ kind: CustomerStay.Kind
  ) -> [CustomerStay] {
    (list ?? []).map { pushed in
      var stay = CustomerStay(family: family, kind: kind, key: pushed.key)
      stay.name = pushed.name
      stay.personKey = pushed.person.keys.first
      stay.placeKeys = pushed.places.keys
      stay.startsAt = pushed.startsAt
      stay.endsAt = pushed.endsAt
      stay.preferredCode = pushed.preferredCode
      stay.metadata = pushed.customMetadata?.members
      return stay
    }
  }

  /// The lasting access of the staff that names places.
  private var staff: [CustomerStay] {
    (staffMembers ?? []).compactMap { member in
      guard let keys = member.placeKeys else { return nil }
      var stay = CustomerStay(family: "staff_members", kind: .staff, key: CustomerStay.staffKey(member.staffMemberKey))
      stay.personKey = member.staffMemberKey
      stay.placeKeys = keys
      return stay
    }
  }
}

extension CustomerLists {
  /// The first contradiction of a stay with itself: its place in the lists, and what is wrong.
  package var contradiction: (path: [String], message: String)? {
    contradiction(reservations, "reservations") ?? contradiction(bookings, "bookings")
      ?? contradiction(accessGrants, "access_grants")
  }

  private func contradiction<Family: StayFamily>(
    _ list: [PushedStay<Family>]?, _ family: String
  ) -> (path: [String], message: String)? {
    for (index, stay) in (list ?? []).enumerated() {
      let place = [family, String(index)]
      if stay.person.keys.count > 1 { return (place, "A stay has at most one person. Give one of the keys") }
      if let start = stay.startsAt, let end = stay.endsAt, end <= start {
        return (place + ["ends_at"], "ends_at must be after starts_at")
      }
    }
    return nil
  }
}
