import API
import Wire

/// The words for people, for a front desk.
enum PeopleWords {
  static func tab(_ filter: DeskPerson.Filter?) -> String {
    switch filter {
    case nil: "Everyone"
    case .arriving: "Arriving"
    case .inHouse: "In house"
    case .departing: "Departing"
    case .upcoming: "Upcoming"
    case .gone: "Left"
    case .permanent: "Without an end"
    case .suspended: "Suspended"
    case .withErrors: "With problems"
    case .unmanaged: "Added at the site"
    }
  }

  /// What an empty tab says.
  static func nobody(_ filter: DeskPerson.Filter?) -> String {
    switch filter {
    case nil: "Nobody has a stay yet"
    case .arriving: "Nobody arrives on this day"
    case .inHouse: "Nobody is in house"
    case .departing: "Nobody leaves on this day"
    case .upcoming: "Nobody is expected"
    case .gone: "Nobody has left"
    case .permanent: "Nobody has access without an end"
    case .suspended: "Nobody is suspended"
    case .withErrors: "Nobody has a problem"
    case .unmanaged: "The site’s staff added nobody"
    }
  }

  /// The state of a person, with the kind of its badge. Without one, it is quiet text.
  static func state(_ person: DeskPerson) -> (kind: ConsoleNotice.Kind?, text: String) {
    if person.isSuspended { return (.bad, "Suspended") }
    if !person.errors.isEmpty { return (.warn, "Problem") }
    return switch person.phase.known {
    case .inHouse: (.ok, "In house")
    case .permanent: (nil, "Without an end")
    case .upcoming: (nil, "Upcoming")
    case .gone, nil: (nil, "Left")
    }
  }

  static func means(_ method: AcsCredential.AccessMethod?) -> (icon: ConsoleIcon, text: String) {
    switch method {
    case .mobileKey: (.phone, "Phone")
    case .code: (.pin, "PIN")
    case .card: (.card, "Card")
    case .cloudKey: (.link, "Link")
    case nil: (.key, "Key")
    }
  }

  /// Where a stay is. Nil if it has neither spaces nor a name.
  static func place(_ stay: DeskPerson.Stay?) -> String? {
    guard let stay else { return nil }
    return stay.spaceNames.isEmpty ? stay.name : stay.spaceNames.joined(separator: ", ")
  }
}

extension DeskPerson {
  /// The means that open doors, each once.
  var issuedMeans: [(icon: ConsoleIcon, text: String)] {
    var seen: Set<String> = []
    return means.filter(\.isIssued).map { PeopleWords.means($0.accessMethod.known) }
      .filter { seen.insert($0.text).inserted }
  }
}
