import Wire

/// One stay of a file, as it is written there.
package struct StayRow: Hashable, Sendable {
  /// The line in the file, from 1.
  package var line: Int
  package var key: String?
  package var name: String?
  package var personKey: String?
  package var personName: String?
  package var emailAddress: String?
  package var phoneNumber: String?
  package var placeKeys: [String] = []
  package var startsAt: StayMoment?
  package var endsAt: StayMoment?
  /// The time zone that the row names.
  package var timeZone: String?
  package var preferredCode: String?
  package var isCanceled = false
  package var hasLeft = false
  /// Why the row cannot be taken.
  package var fault: Fault?

  /// Why a row cannot be taken.
  package struct Fault: Hashable, Error {
    package var code: String
    package var message: String
    package init(_ code: String, _ message: String) {
      self.code = code
      self.message = message
    }
  }

  package init(line: Int) { self.line = line }
}

/// The stays of a file, and what could not be read of it.
package struct StayFile: Hashable, Sendable {
  /// The maximum number of stays.
  package static let rowMax = 10_000

  package var rows: [StayRow] = []
  /// The columns that have no meaning here.
  package var unknownColumns: [String] = []
  /// The time zone that the file names for all its rows.
  package var timeZone: String?
  package init() {}
}

/// A file that cannot be read at all.
package struct UnreadableFile: Error, Hashable {
  package let message: String
  package init(_ message: String) { self.message = message }
}

/// How the missing details of rows are completed.
package struct StayDefaults: Sendable {
  /// The space of a row that names none.
  package var placeKey: String?
  package var timeZone: String?
  package var checkinTime: String?
  package var checkoutTime: String?
  package init() {}
}

extension StayRow {
  /// The stay and its person, or why the row cannot be taken.
  ///
  /// - Parameter space: the data of the first space that the row names.
  package func stay(
    _ defaults: StayDefaults, zoneOfFile: String?, at space: SpaceData?
  ) throws(StayRow.Fault) -> (stay: CustomerStay, person: CustomerPerson?) {
    if let fault { throw fault }
    guard let key, !key.isBlank else {
      throw Fault("key_missing", "The row has no key. Give each stay a key that never changes")
    }
    var stay = CustomerStay(family: Self.family, kind: .reservation, key: key)
    stay.isCanceled = isCanceled
    stay.hasLeft = hasLeft
    if isCanceled { return (stay, nil) }
    if isHostBlock {
      throw Fault(
        "host_block",
        "The name says that the days are closed, so nobody gets access. If a guest stays, give the guest's name")
    }
    stay.name = name
    stay.placeKeys = places(defaults)
    stay.preferredCode = preferredCode
    let zone = try zone(defaults, zoneOfFile, space)
    stay.startsAt = startsAt?.instant(
      in: zone, at: defaults.checkinTime ?? space?.checkinTime ?? "15:00", isEnd: false)
    stay.endsAt = endsAt?.instant(
      in: zone, at: defaults.checkoutTime ?? space?.checkoutTime ?? "11:00", isEnd: true)
    if let start = stay.startsAt, let end = stay.endsAt, end <= start {
      throw Fault("ends_before_start", "The end must be after the start")
    }
    let person = CustomerPerson(
      family: "people", key: personKey ?? emailAddress?.lowercased() ?? key, name: personName ?? name,
      emailAddress: emailAddress, phoneNumber: phoneNumber)
    stay.personKey = person.key
    return (stay, person)
  }

  /// The keys of the spaces of the row, which may be those of the file.
  package func places(_ defaults: StayDefaults) -> [String]? {
    if !placeKeys.isEmpty { return placeKeys }
    return defaults.placeKey.map { [$0] }
  }

  /// The name of the list of a file's stays.
  package static let family = "stays"

  private func zone(
    _ defaults: StayDefaults, _ zoneOfFile: String?, _ space: SpaceData?
  ) throws(StayRow.Fault) -> SiteZone {
    let name = timeZone ?? defaults.timeZone ?? space?.timeZone ?? zoneOfFile
    let needsZone = [startsAt, endsAt].contains { moment in
      if case .instant? = moment { false } else { moment != nil }
    }
    guard let zone = SiteZone(name ?? "UTC") else {
      throw Fault(
        "unknown_time_zone", "The time zone \(name ?? "") is unknown. Use an IANA name such as Europe/Amsterdam")
    }
    if name == nil, needsZone {
      throw Fault(
        "time_zone_missing",
        "The row has local times, and no time zone is known. Give time_zone, or set the time zone of the space")
    }
    return zone
  }
}
