import API
import Wire

/// The phones that can be held to virtual doors, by the people who open doors by phone.
struct PlaygroundPhones: Sendable {
  /// The phones of each person are a call of their own.
  private static let ownerMax = 12

  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  /// The context of the partial `playground/phones`.
  func context(_ people: [DeskPerson]) async throws -> ConsoleContext {
    let owners = people.filter { $0.isUserOfPhones }
    var rows: [ConsoleContext] = []
    for owner in owners.prefix(Self.ownerMax) { rows.append(row(of: owner, try await phones(of: owner))) }
    let rest = owners.count - rows.count
    return [
      "phones": rows, "hasPhones": !rows.isEmpty,
      "morePhones": shown(rest > 0 ? ConnectionWords.count(rest, "more person", "more people") : nil),
    ]
  }

  private func phones(of owner: DeskPerson) async throws -> [Phone] {
    guard let identity = owner.userIdentityID else { return [] }
    var list = Phones.List()
    list.ownerUserIdentityID = identity
    return try await visit.call(list)
  }

  private func row(of owner: DeskPerson, _ phones: [Phone]) -> ConsoleContext {
    let means = AccessMeans.mobileKey.rawValue
    let isChosen =
      (visit.form["person"] ?? visit.query["person"]) == owner.acsUserID.text
      && (visit.form["means"] ?? visit.query["means"]) == means
    return [
      "owner": owner.displayName, "href": visit.link("people/\(owner.acsUserID)"), "isChosen": isChosen,
      "names": shown(phones.isEmpty ? nil : phones.map(\.displayName).joined(separator: ", ")),
      "key": owner.holdsMobileKey ? "The key is fetched." : "No phone has fetched the key yet.",
      "stay": shown(stay(of: owner)),
      "use": visit.link("\(PlaygroundPages.name)#doors", ["person": owner.acsUserID.text, "means": means]),
    ]
  }

  /// Such as `Apartment 4B, from 27 Nov, 15:00`. Nil for access that is not a stay.
  private func stay(of owner: DeskPerson) -> String? {
    guard let stay = owner.stay else { return nil }
    let times = visit.times(visit.site(owner.acsSystemID))
    let place = stay.spaceNames.isEmpty ? (stay.name ?? "Stay") : stay.spaceNames.joined(separator: ", ")
    if stay.startsAt > visit.now { return "\(place), from \(times.text(stay.startsAt))" }
    return "\(place), \(stay.endsAt.map { "until \(times.text($0))" } ?? "without an end")"
  }
}

extension DeskPerson {
  fileprivate var isUserOfPhones: Bool { means.contains { $0.accessMethod.known == .mobileKey } }

  /// Whether a phone of the person has fetched the key.
  fileprivate var holdsMobileKey: Bool { means.contains { $0.accessMethod.known == .mobileKey && $0.isIssued } }
}
