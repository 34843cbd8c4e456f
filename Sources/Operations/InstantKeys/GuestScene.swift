import API
import Core
import Store
import Wire

/// What a guest's page shows.
struct GuestScene: Sendable {
  var pane: GuestPane
  var house: GuestHouse?
  var name: String?
  var moment: GuestMoment?
  /// How long the shown stays last. Nil if the browser must not keep the page.
  var lasts: Duration?
}

extension Connection {
  /// How long after its request the page reports an attempt.
  private static let reportingTime = Duration.seconds(120)
  /// How long a browser may keep the page of a stay without an end.
  private static let keepingTime = Duration.seconds(30 * 86_400)

  /// What the page of a link shows.
  ///
  /// - Parameter mark: identifies the browser. Nil if it is unknown.
  func scene(
    of key: InstantKeyRecord, for mark: String?, attempt: ID<ActionAttempt>?, now: Instant, _ secrets: Secrets
  ) throws -> GuestScene {
    let stays = try stays(of: key, now: now)
    var scene = GuestScene(pane: .welcome, house: stays.first?.house)
    scene.name = try userIdentity(key.userIdentityID, in: key.workspaceID)?.firstName
    let current = stays.filter { !$0.schedule.isOver(at: now) }
    if key.isOver(at: now) || current.isEmpty {
      scene.pane = .ended(stays.last.flatMap { stay in stay.schedule.endsAt.map(stay.local) })
      return scene
    }
    guard let mark, let use = try use(of: key, by: mark) else {
      if try useCount(of: key) >= key.maxUseCount { scene.pane = .used }
      return scene
    }
    scene.pane = .stays(try current.map { try $0.guestStay(showsPin: use.showsPin, now: now, secrets) })
    let end = current.map { $0.schedule.endsAt ?? now + Self.keepingTime }.max()
    scene.lasts = end.map { $0 - now }
    if let attempt { scene.moment = try moment(of: attempt, key, now: now) }
    return scene
  }

  /// The result of an attempt that was requested on the key's page a moment ago.
  private func moment(of id: ID<ActionAttempt>, _ key: InstantKeyRecord, now: Instant) throws -> GuestMoment? {
    guard let attempt = try actionAttempt(id, in: key.workspaceID), let movement = attempt.door,
      movement.requester?.caller == .clientSession(key.clientSessionID),
      now - attempt.createdAt < Self.reportingTime,
      let entrance = try acsEntrance(movement.acsEntranceID, in: key.workspaceID)
    else { return nil }
    let door = GuestDoor(id: entrance.id.text, name: entrance.lock.name, access: .remote)
    switch attempt.state {
    case .pending: return .opening(door)
    case .success: return .opened(door)
    case .failure(let failure): return .shut(door, failure.reason(at: entrance))
    }
  }
}

extension ActionAttempt.Failure {
  /// The failure in terms of the guest at the door.
  fileprivate func reason(at entrance: AcsEntranceRecord) -> GuestMoment.Reason {
    switch type {
    case "no_access", "not_allowed": .noAccess
    case "device_disconnected": .offline
    case "provider_unavailable": .unreachable
    case "outcome_unknown", "interrupted": .unknown
    default: entrance.lock.isPrivacyMode ? .privacy : .other
    }
  }
}
