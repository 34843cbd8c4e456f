import API
import Operations
import Wire

/// A customer's page in one language.
struct CustomerView {
  let visit: PortalVisit
  let language: GuestLanguage
  let address: CustomerAddress
  let formToken: String

  init(_ visit: PortalVisit, _ language: GuestLanguage, _ address: CustomerAddress, formToken: String) {
    self.visit = visit
    self.language = language
    self.address = address
    self.formToken = formToken
  }

  var words: CustomerWords { language.customerWords }

  /// The values of a part's template.
  ///
  /// - Parameter form: a refused form, whose fields keep what was typed.
  func context(of detail: CustomerDetail, _ message: CustomerMessage?, _ form: FormFields?) -> [String: Any] {
    let own: [String: Any] =
      switch detail {
      case .overview: overview
      case .stay(let stay, let methods): context(of: stay, methods, form)
      case .newStay(let zone, let key): newStay(in: zone, key, form)
      case .space(let space, let doors, let others): context(of: space, doors, others)
      case .doors(let doors): context(of: doors)
      case .door(let door, let isShared): context(of: door, isShared: isShared, form)
      case .newStaffMember(let key): newMember(key, form)
      case .staffMember(let member, let spaces): context(of: member, spaces, form)
      }
    return frame(message).merging(own) { $1 }
  }

  /// The values of the page that leads to another one, on which an account is connected.
  func connecting(_ connectAddress: String) -> [String: Any] {
    frame(nil).merging(
      ["connectAddress": connectAddress, "connect": words.openConnect, "connectText": words.connectText]) { $1 }
  }

  private func frame(_ message: CustomerMessage?) -> [String: Any] {
    let place = address.place ?? visit.start
    let links = links(at: place)
    let languages = visit.abilities.choosesLanguage ? GuestLanguage.allCases : []
    return [
      "sender": visit.sender, "title": words.title, "formToken": formToken, "action": address.link(to: place),
      "links": links, "hasLinks": !links.isEmpty,
      "message": shown(message.map { ["text": $0.text, "role": $0.isRefusal ? "alert" : "status"] }),
      "hasLanguages": !languages.isEmpty, "languageLabel": words.language,
      "languages": languages.map { one in
        [
          "href": address.link(in: one), "code": one.rawValue, "name": one.name, "isCurrent": one == language,
        ] as [String: Any]
      },
      "expires": fill(words.expires, String(visit.expiresAt.description.prefix(10))),
    ]
  }

  private func links(at place: PortalPlace) -> [[String: Any]] {
    guard visit.abilities.navigates else { return [] }
    var parts: [(PortalPlace, String)] = [(.overview, words.title)]
    if visit.abilities.seesDoors { parts.append((.doors, words.doors)) }
    guard parts.count > 1 || place != .overview else { return [] }
    return parts.map { part, text in
      ["href": address.link(to: part), "text": text, "isCurrent": part == place]
    }
  }

  private var overview: [String: Any] {
    var parts: [[String: Any]] = []
    if let stays = visit.stays {
      var part = part(words.stays, stays.map { row($0) })
      if visit.abilities.createsStays, visit.spaces?.isEmpty == false {
        part["add"] = ["href": address.link(to: .newStay), "text": words.newStay]
      }
      parts.append(part)
    }
    if let spaces = visit.spaces { parts.append(part(words.spaces, spaces.map { row($0) })) }
    if let staff = visit.staff {
      var part = part(words.staff, staff.map { row($0) })
      if visit.abilities.managesStaff {
        part["add"] = ["href": address.link(to: .newStaffMember), "text": words.newMember]
      }
      parts.append(part)
    }
    // Otherwise the page of doors has the button.
    let connects = visit.abilities.connects != nil && !visit.abilities.seesDoors
    return ["parts": parts, "connects": connects, "connect": words.connect]
  }

  private func part(_ title: String, _ rows: [[String: Any]]) -> [String: Any] {
    ["title": title, "items": rows, "isEmpty": rows.isEmpty, "none": words.none, "add": false]
  }

  private func row(_ stay: PortalVisit.Stay) -> [String: Any] {
    let detail = "\(times(of: stay)) · \(words.status(of: stay))"
    return ["title": stay.name, "detail": detail, "href": link(to: .stay(stay.id))]
  }

  private func row(_ place: PortalVisit.Place) -> [String: Any] {
    let counts = fill(words.counts, String(place.deviceCount), String(place.entranceCount))
    let detail = place.key.map { "\($0) · \(counts)" } ?? counts
    return ["title": place.name, "detail": detail, "href": link(to: .space(place.id))]
  }

  private func row(_ person: PortalVisit.Person) -> [String: Any] {
    let isKept = visit.abilities.managesStaff && person.key != nil
    // A key that a form made says nothing to anybody.
    let key = person.key.flatMap { PortalVisits.isNew($0) ? nil : $0 }
    return [
      "title": person.name ?? key ?? words.person, "detail": key ?? "",
      "href": isKept ? link(to: .staffMember(person.id)) : false,
    ]
  }

  func times(of stay: PortalVisit.Stay) -> String {
    "\(stay.startsAt) – \(stay.endsAt ?? words.noEnd) (\(stay.timeZone))"
  }

  /// The address of a part, or false if the page does not lead there.
  private func link(to place: PortalPlace) -> Any { visit.abilities.navigates ? address.link(to: place) : false }
}

extension CustomerWords {
  func status(of stay: PortalVisit.Stay) -> String { statuses[stay.status] ?? stay.status }
}
