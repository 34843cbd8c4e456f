import API
import Wire

/// The stay that the page of a person shows on top: the one of the address, or else the current, next or last one.
struct PersonStay: Sendable {
  /// Nil for a person who has only access without an end.
  let shown: DeskPerson.Stay?
  /// Its forms, if the stay belongs to an access grant and the operator may change it.
  let forms: StayForms?

  /// The stay, if it belongs to no access grant.
  var own: DeskPerson.Stay? { shown?.accessGrantID == nil ? shown : nil }

  /// - Parameter grant: the access grant in the address. Nil for none.
  /// - Throws: 404 if the person has no such stay.
  init(of facts: PersonFacts, _ grant: String?, _ visit: ConsoleVisit) async throws {
    if let grant {
      guard let named = facts.person.stays.first(where: { $0.accessGrantID?.text == grant }) else {
        throw APIError.notFound(.accessGrant, grant)
      }
      shown = named
    } else {
      shown = facts.person.stay
    }
    guard visit.may(.frontDesk), let id = shown?.accessGrantID else {
      forms = nil
      return
    }
    forms = StayForms(
      facts: try await StayFacts(id, visit), visit: visit, page: "people/\(facts.id)/\(id)")
  }
}

/// What a form of a person's page shows, once.
struct PersonSecret: Sendable {
  /// The digits of the PIN.
  var pin: String?
  /// The address of a link.
  var link: String?

  static let none = PersonSecret()
}
