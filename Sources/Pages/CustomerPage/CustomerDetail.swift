import API
import Operations
import Wire

/// What a part of the page shows besides the visit itself.
enum CustomerDetail: Sendable {
  case overview
  case stay(PortalVisit.Stay, methods: [AccessMethod])
  case newStay(zone: String, key: String)
  /// The doors of a space, and those that can be put into it.
  case space(PortalVisit.Place, doors: [CustomerDoor], others: [CustomerDoor])
  case doors([Device])
  /// A shared door is one that other customers have too.
  case door(Device, isShared: Bool)
  case newStaffMember(key: String)
  /// A member of the staff, with the spaces that they can open.
  case staffMember(PortalVisit.Person, spaces: [ID<Space>])

  private static let itemMax = 500

  /// Nil if the link does not show the part.
  static func load(
    _ place: PortalPlace, _ visit: PortalVisit, _ visits: PortalVisits, by caller: Caller, _ handlers: Handlers
  ) async throws -> CustomerDetail? {
    let abilities = visit.abilities
    switch place {
    case .overview: return .overview
    case .stay(let id):
      guard let stay = visit.stay(id) else { return nil }
      guard abilities.seesDetails else { return .stay(stay, methods: []) }
      var list = AccessMethods.List()
      list.accessGrantID = id
      return .stay(stay, methods: try await handlers.call(list, by: caller).items)
    case .newStay:
      guard abilities.createsStays else { return nil }
      let systems = try await handlers.call(AcsSystems.List(), by: caller)
      let zone = systems.compactMap(\.location.timeZone.optional).first ?? visit.stays?.first?.timeZone
      return .newStay(zone: zone ?? "UTC", key: visits.newKey())
    case .space(let id):
      guard let space = visit.space(id) else { return nil }
      return try await load(space, visit, by: caller, handlers)
    case .doors:
      guard abilities.seesDoors, abilities.navigates else { return nil }
      return .doors(try await handlers.call(Devices.List(), by: caller).items)
    case .door(let id):
      guard visit.shows(id) else { return nil }
      var list = Devices.List()
      list.filter.deviceIDs = [id]
      guard let door = try await handlers.call(list, by: caller).items.first else { return nil }
      return .door(door, isShared: try await visits.isShared(id, of: visit))
    case .newStaffMember: return abilities.managesStaff ? .newStaffMember(key: visits.newKey()) : nil
    case .staffMember(let id):
      guard abilities.managesStaff, let member = visit.staffMember(id) else { return nil }
      return .staffMember(member, spaces: try await visits.spaces(ofStaff: member, of: visit))
    }
  }

  private static func load(
    _ space: PortalVisit.Place, _ visit: PortalVisit, by caller: Caller, _ handlers: Handlers
  ) async throws -> CustomerDetail {
    let doors = try await CustomerDoor.all(in: space.id, by: caller, handlers)
    guard visit.abilities.organizes else { return .space(space, doors: doors, others: []) }
    let known = Set(doors.map(\.id))
    var list = AcsEntrances.List()
    list.limit = itemMax
    let others = try await handlers.call(list, by: caller).items.filter { !known.contains($0.acsEntranceID.text) }
    return .space(space, doors: doors, others: others.map { CustomerDoor($0) })
  }
}
