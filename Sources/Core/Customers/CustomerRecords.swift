package import API
package import Wire

/// A person of a customer, who becomes a user identity.
package struct CustomerPerson: Hashable, Sendable {
  /// The list that the person was in.
  package var family: String
  package var key: String
  package var name: String?
  package var emailAddress: String?
  package var phoneNumber: String?
  package var isStaff: Bool

  package init(
    family: String, key: String, name: String?, emailAddress: String?, phoneNumber: String?, isStaff: Bool = false
  ) {
    self.family = family
    self.key = key
    self.name = name
    self.emailAddress = emailAddress
    self.phoneNumber = phoneNumber
    self.isStaff = isStaff
  }
}

/// A place of a customer, which becomes a space.
package struct CustomerPlace: Hashable, Sendable {
  /// The list that the place was in.
  package var family: String
  package var key: String
  package var name: String
  /// The key of the site that contains it.
  package var siteKey: String?
  package var data: SpaceCustomerData?
  /// Nil if the record has none.
  package var metadata: [String: JSON]?

  package init(family: String, key: String, name: String, siteKey: String?, data: SpaceCustomerData? = nil) {
    self.family = family
    self.key = key
    self.name = name
    self.siteKey = siteKey
    self.data = data
  }
}

/// A stay of a customer, which becomes an access grant.
package struct CustomerStay: Hashable, Sendable {
  /// What a stay is, which decides about its access.
  package enum Kind: Hashable, Sendable {
    case grant, booking, reservation
    /// The lasting access of a member of the staff.
    case staff
  }

  /// The list that the stay was in.
  package var family: String
  package var kind: Kind
  package var key: String
  package var name: String?
  package var personKey: String?
  /// Nil if the record does not name places.
  package var placeKeys: [String]?
  package var startsAt: Instant?
  package var endsAt: Instant?
  package var preferredCode: String?
  /// Nil if the record has none.
  package var metadata: [String: JSON]?
  /// Whether the stay was canceled, so that its access ends.
  package var isCanceled = false
  /// Whether the person has left, so that the stay is over even if its end is yet to come.
  package var hasLeft = false

  package init(family: String, kind: Kind, key: String) {
    self.family = family
    self.kind = kind
    self.key = key
  }

  /// The key of the lasting access of a member of the staff. It differs from those of any stay.
  package static func staffKey(_ key: String) -> String { "staff_member:\(key)" }

  /// The key of its reservation.
  package var reservationKey: String? { kind == .reservation ? key : nil }
}

/// The people, places and stays of a customer.
package struct CustomerRecords: Hashable, Sendable {
  package var people: [CustomerPerson] = []
  /// Sites come first, since they contain other places.
  package var places: [CustomerPlace] = []
  package var stays: [CustomerStay] = []
  /// The records that cannot be taken, whatever is known.
  package var refused: [CustomerRunRecord] = []
  package init() {}
}

extension CustomerRecords {
  /// Records that are written in one transaction.
  ///
  /// People and places without a stay come first. A person of a stay comes with each part that needs it, so that a part
  /// can be tried alone.
  ///
  /// - Parameter size: the maximum number of stays, and of people and places, of a part.
  package func parts(of size: Int) -> [CustomerRecords] {
    let byKey = Dictionary(people.map { ($0.key, $0) }) { first, _ in first }
    let staying = Set(stays.compactMap(\.personKey))
    var parts: [CustomerRecords] = []
    for start in stride(from: 0, to: places.count, by: size) {
      var part = CustomerRecords()
      part.places = Array(places[start..<min(start + size, places.count)])
      parts.append(part)
    }
    let others = people.filter { !staying.contains($0.key) }
    for start in stride(from: 0, to: others.count, by: size) {
      var part = CustomerRecords()
      part.people = Array(others[start..<min(start + size, others.count)])
      parts.append(part)
    }
    for start in stride(from: 0, to: stays.count, by: size) {
      var part = CustomerRecords()
      part.stays = Array(stays[start..<min(start + size, stays.count)])
      var seen: Set<String> = []
      for key in part.stays.compactMap(\.personKey) where seen.insert(key).inserted {
        if let person = byKey[key] { part.people.append(person) }
      }
      parts.append(part)
    }
    return parts
  }

  /// The records with each key once. Another record with the same key is refused, unless it says the same.
  package func withoutDuplicates() -> CustomerRecords {
    var records = CustomerRecords()
    records.refused = refused
    var (people, places, stays): ([String: CustomerPerson], [String: CustomerPlace], [String: CustomerStay]) =
      ([:], [:], [:])
    for person in self.people {
      guard let known = people[person.key] else {
        people[person.key] = person
        records.people.append(person)
        continue
      }
      if !known.saysTheSame(as: person) { records.refused.append(.duplicate(person.key, in: person.family)) }
    }
    for place in self.places {
      guard let known = places[place.key] else {
        places[place.key] = place
        records.places.append(place)
        continue
      }
      if !known.saysTheSame(as: place) { records.refused.append(.duplicate(place.key, in: place.family)) }
    }
    for stay in self.stays {
      guard let known = stays[stay.key] else {
        stays[stay.key] = stay
        records.stays.append(stay)
        continue
      }
      if known != stay { records.refused.append(.duplicate(stay.key, in: stay.family)) }
    }
    return records
  }
}

extension CustomerPerson {
  fileprivate func saysTheSame(as other: CustomerPerson) -> Bool {
    name == other.name && emailAddress == other.emailAddress && phoneNumber == other.phoneNumber
  }
}

extension CustomerPlace {
  fileprivate func saysTheSame(as other: CustomerPlace) -> Bool {
    name == other.name && siteKey == other.siteKey && data == other.data && metadata == other.metadata
  }
}

extension CustomerRunRecord {
  fileprivate static func duplicate(_ key: String, in family: String) -> CustomerRunRecord {
    .refused(
      key, in: family, code: "duplicate_key",
      "Another record before it has the same key and says something else. Give each key once")
  }

  /// A record that cannot be taken.
  package static func refused(
    _ key: String, in family: String, code: String, _ message: String
  ) -> CustomerRunRecord {
    var record = CustomerRunRecord(family: family, recordKey: key, outcome: .refused)
    record.reasonCode = code
    record.message = message
    return record
  }
}
