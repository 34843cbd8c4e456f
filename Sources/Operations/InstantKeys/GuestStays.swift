import API
import Core
import Store
import Wire

/// A grant of a guest, with the site of its first door.
struct StayAtHouse: Sendable {
  let state: AccessGrantState
  let house: GuestHouse
  /// The zone of the site.
  let zone: SiteZone
  /// How long locks take to follow their site.
  let windows: RolloutWindows

  var schedule: Schedule { state.grant.schedule }

  func local(_ moment: Instant) -> LocalMoment { LocalMoment(moment, in: zone) }

  /// The cloud key by which the page can open a door now. Nil if it cannot.
  func cloudKey(to door: AcsEntranceRecord, now: Instant) -> ID<AcsCredential>? {
    guard schedule.covers(now) else { return nil }
    return state.methods.lazy.compactMap { method -> ID<AcsCredential>? in
      guard method.method.mode == .cloudKey, method.method.acsSystemID == door.acsSystemID,
        let user = method.user, !user.isBarred
      else { return nil }
      return method.method.acsCredentialID
    }.first
  }

  /// The stay as the page shows it.
  ///
  /// - Parameter showsPin: whether the guest asked for the PIN in this browser.
  func guestStay(showsPin: Bool, now: Instant, _ secrets: Secrets) throws -> GuestStay {
    let open = state.openDoors(at: now)
    let doors = state.doors.map { door in
      GuestDoor(
        id: door.id.text, name: door.lock.name, access: access(to: door, isOpen: open.contains(door.id), now: now),
        isOffline: !door.lock.isOnline)
    }
    return GuestStay(
      name: state.displayName, house: house, today: local(now), startsAt: local(schedule.startsAt),
      endsAt: schedule.endsAt.map(local), startsIn: now < schedule.startsAt ? schedule.startsAt - now : nil,
      endsIn: schedule.endsAt.map { $0 - now }, doors: doors, pin: try pin(isShown: showsPin, secrets))
  }

  /// - Parameter isOpen: whether the site has confirmed the access.
  private func access(to door: AcsEntranceRecord, isOpen: Bool, now: Instant) -> GuestDoor.Access {
    let methods = state.methods.filter { method in
      method.method.acsSystemID == door.acsSystemID && door.takes(method.method.mode.credential) && !method.lacksAddress
    }
    if methods.isEmpty { return .noMeans }
    if now < schedule.startsAt { return .early }
    if methods.contains(where: { $0.user?.isBarred == true }) { return .suspended }
    if cloudKey(to: door, now: now) != nil { return .remote }
    let issued = methods.filter {
      isOpen && state.isIssued($0, now: now) && !state.isRollingOut($0, now: now, windows)
    }
    let means = issued.compactMap(\.method.mode.means)
    return means.isEmpty ? .preparing : .ready(means)
  }

  private func pin(isShown: Bool, _ secrets: Secrets) throws -> GuestPin {
    let methods = state.methods.filter { $0.method.mode == .code }
    if methods.isEmpty { return .none }
    var pins: [String] = []
    for method in methods {
      if let pin = try secrets.pin(of: method), !pins.contains(pin) { pins.append(pin) }
    }
    if pins.isEmpty { return .pending }
    return isShown ? .shown(pins) : .hidden
  }
}

extension AccessMethod.Mode {
  fileprivate var means: GuestDoor.Means? {
    switch self {
    case .code: .pin
    case .card: .card
    case .mobileKey: .app
    case .cloudKey: nil
    }
  }
}

extension Connection {
  /// Maximum number of stays on the page of a guest.
  private static let stayMax = 20

  /// The grants of a key's identity that have not ended, in order of their start. If all have ended, the last one.
  func grants(of key: InstantKeyRecord, now: Instant) throws -> [AccessGrantRecord] {
    let grants = try accessGrants(of: key.userIdentityID, in: key.workspaceID).filter { !$0.isDeleted }
    let current = grants.filter { !$0.schedule.isOver(at: now) }
    if current.isEmpty {
      let last = grants.max { ($0.schedule.endsAt ?? .latest) < ($1.schedule.endsAt ?? .latest) }
      return last.map { [$0] } ?? []
    }
    return Array(current.sorted { $0.schedule.startsAt < $1.schedule.startsAt }.prefix(Self.stayMax))
  }

  /// The stays of a key's identity, as its grants.
  func stays(of key: InstantKeyRecord, now: Instant) throws -> [StayAtHouse] {
    let states = try states(of: grants(of: key, now: now), in: key.workspaceID)
    let houses = try houses(of: Set(states.compactMap(\.house)), in: key.workspaceID)
    return states.compactMap { state -> StayAtHouse? in
      guard let (house, zone) = state.house.flatMap({ houses[$0] }) else { return nil }
      return StayAtHouse(state: state, house: house, zone: zone, windows: brand.windows)
    }
  }

  /// A site and its time zone.
  func house(of id: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> (GuestHouse, SiteZone)? {
    try houses(of: [id], in: workspace)[id]
  }

  private func houses(
    of ids: Set<ID<AcsSystem>>, in workspace: ID<Workspace>
  ) throws -> [ID<AcsSystem>: (GuestHouse, SiteZone)] {
    let systems = try acsSystems(Array(ids), in: workspace)
    let settings = try grantSettings(of: Array(ids), in: workspace)
    var houses: [ID<AcsSystem>: (GuestHouse, SiteZone)] = [:]
    for system in systems {
      guard let zone = system.timeZone.flatMap({ SiteZone($0) }) ?? SiteZone("UTC") else { continue }
      let support = settings[system.id]?.support
      houses[system.id] = (GuestHouse(name: system.name, phone: support?.phone, email: support?.email), zone)
    }
    return houses
  }
}

extension AccessGrantState {
  /// The site of the first door.
  fileprivate var house: ID<AcsSystem>? { doors.first?.acsSystemID ?? methods.first?.method.acsSystemID }
}
