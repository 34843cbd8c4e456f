import API
import Wire

/// The page of one space: who stays in it now and next, and its doors.
struct SpacePage {
  private static let stayMax = 50
  private static let doorMax = 200
  private let visit: ConsoleVisit
  private let id: ID<Space>

  init(_ visit: ConsoleVisit, space id: ID<Space>) {
    self.visit = visit
    self.id = id
  }

  func page() async throws -> ConsolePage {
    let space = try await visit.space(id)
    var list = DeskDoors.List()
    list.spaceID = id
    list.limit = Self.doorMax
    let doors = try await visit.call(list)
    let stays = try await SpaceGuests(visit, in: [id], limit: Self.stayMax).stays(in: id)
    let times = visit.times(doors.items.first.flatMap { visit.site($0.acsSystemID) })
    var context: ConsoleContext = [
      "list": visit.link("spaces"), "name": space.displayName, "summary": summary(stays, doors.items, times),
      "stays": ["rows": stays.map { row($0, times) }, "hasRows": !stays.isEmpty] as ConsoleContext,
      "doors": doorContext(doors), "about": try await about(space, times),
      "newStay": shown(visit.may(.frontDesk) ? visit.link("stays/new", ["space": id.text]) : nil),
      "renaming": false, "deletion": false, "addition": false,
    ]
    context["way"] = shown(try await DoorsAlongTheWay(visit, to: id).context(stays, besides: doors.items))
    context.merge(state(stays, doors: doors.items.count)) { first, _ in first }
    if visit.may(.administrator) {
      let forms = SpaceForms(visit)
      context["renaming"] = forms.renaming(space, name: nil).context
      context["deletion"] = forms.deletion(space, stays.current).context
      context["addition"] = forms.addition(to: space).context
    }
    return ConsolePage(
      title: space.displayName, template: "spaces/space", context: context,
      notices: notices(space, hasDoors: !doors.items.isEmpty))
  }

  /// What the last form did, and the way back, unless somebody changed the same since.
  private func notices(_ space: Space, hasDoors: Bool) -> [ConsoleNotice] {
    let soon = "Stays in the space follow, usually within a minute."
    func before(named name: String? = nil) -> String? {
      visit.mark.text(of: visit.query["before"], about: SpaceForms.subject(id, named: name))
    }
    func undo(_ step: SpaceStep, _ button: String, _ values: [(name: String, value: String)]) -> ConsoleForm? {
      guard visit.may(.administrator) else { return nil }
      return ConsoleForm(action: visit.link("spaces/\(id)"), step: step.rawValue, button: button, values: values)
    }
    switch visit.query["done"] {
    case "created":
      let isNew = before(named: space.spaceName) != nil && !hasDoors
      let back = isNew ? undo(.delete, "Delete it again", [(name: "guests", value: "")]) : nil
      return [ConsoleNotice(.ok, "The space was created.", "Add its doors now.", undo: back)]
    case "renamed":
      let back = before(named: space.spaceName).flatMap { name in
        undo(.rename, "Back to “\(name)”", [(name: "before", value: space.spaceName), (name: "name", value: name)])
      }
      return [ConsoleNotice(.ok, "The name was changed.", undo: back)]
    case "added":
      let back = before().flatMap { door in undo(.removeDoor, "Take it out again", [(name: "door", value: door)]) }
      return [ConsoleNotice(.ok, "The door was added.", soon, undo: back)]
    case "removed":
      let back = before().flatMap { door in undo(.addDoor, "Put it back", [(name: "door", value: door)]) }
      return [ConsoleNotice(.ok, "The door was taken out.", soon, undo: back)]
    default: return []
    }
  }

  private func summary(_ stays: [SpaceGuests.Stay], _ doors: [DeskDoor], _ times: ConsoleTimes) -> String {
    var sites: [String] = []
    for name in doors.compactMap({ visit.site($0.acsSystemID)?.name }) where !sites.contains(name) {
      sites.append(name)
    }
    var sentences = sites.isEmpty ? [] : ["\(sites.joined(separator: ", "))."]
    let current = stays.current
    if current.count == 1, let end = current[0].stay.endsAt {
      sentences.append("\(current.names) until \(times.text(end)).")
    } else if !current.isEmpty {
      sentences.append("\(current.names).")
    }
    if let next = stays.next {
      sentences.append("Next: \(next.person.displayName) from \(times.text(next.stay.startsAt)).")
    }
    return sentences.joined(separator: " ")
  }

  private func state(_ stays: [SpaceGuests.Stay], doors: Int) -> ConsoleContext {
    if doors == 0 { return ["badge": ConsoleParts.badge(.warn, "No door"), "state": false] }
    if stays.current.isEmpty { return ["badge": false, "state": DoorState.state("is-quiet", .minus, "Free")] }
    return ["badge": ConsoleParts.badge(.ok, "In house"), "state": false]
  }

  private func row(_ stay: SpaceGuests.Stay, _ times: ConsoleTimes) -> ConsoleContext {
    return [
      "href": visit.link("people/\(stay.person.acsUserID)"), "guest": stay.person.displayName,
      "from": times.moment(stay.stay.startsAt), "until": shown(stay.stay.endsAt.map { times.moment($0) }),
      "badge": shown(badge(of: stay)),
      "state": shown(stay.isNow ? nil : DoorState.state("is-quiet", .clock, "Upcoming")),
    ]
  }

  private func badge(of stay: SpaceGuests.Stay) -> ConsoleContext? {
    if stay.person.isSuspended { return ConsoleParts.badge(.bad, "Suspended") }
    if !stay.person.errors.isEmpty { return ConsoleParts.badge(.warn, "Needs attention") }
    return stay.isNow ? ConsoleParts.badge(.ok, "In house") : nil
  }

  private func doorContext(_ doors: Page<DeskDoor>) -> ConsoleContext {
    let rows = doors.items.map { door in
      let state = DoorState(door)
      let row: ConsoleContext = [
        "href": visit.link("doors/\(door.acsEntranceID)"), "door": door.displayName, "battery": state.battery,
        "lastEntry": shown(door.lastEntry.map { visit.times(visit.site(door.acsSystemID)).moment($0.occurredAt) }),
        "removal": visit.link("spaces/\(id)/\(SpaceForms.removal)/\(door.acsEntranceID)"),
      ]
      return row.merging(state.context) { first, _ in first }
    }
    let isMore = doors.pagination.hasNextPage
    let total = doors.pagination.totalCount ?? rows.count
    return [
      "rows": rows, "hasRows": !rows.isEmpty,
      "more": shown(isMore ? "The first \(rows.count) of \(total) doors are shown." : nil),
    ]
  }

  private func about(_ space: Space, _ times: ConsoleTimes) async throws -> ConsoleContext {
    let data = space.customerData
    return [
      "parent": shown(try await parent(of: space)), "checkIn": shown(data?.defaultCheckinTime?.optional),
      "checkOut": shown(data?.defaultCheckoutTime?.optional), "address": shown(data?.address?.optional),
      "customer": shown(space.customerKey), "since": times.moment(space.createdAt), "spaceID": id.text,
      "key": shown(space.spaceKey),
    ]
  }

  private func parent(of space: Space) async throws -> ConsoleContext? {
    guard let id = space.parentSpaceID else { return nil }
    let parent = try await visit.space(id)
    return ["href": visit.link("spaces/\(id)"), "text": parent.displayName]
  }
}

extension ConsoleVisit {
  func space(_ id: ID<Space>) async throws -> Space {
    var get = Spaces.Get()
    get.spaceID = id
    return try await call(get)
  }
}
