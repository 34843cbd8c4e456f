import API
import Core
import Engine
import Store
import Wire

/// A guest opens a door by the cloud key of the grant, on behalf of the link's client session.
extension GuestVisits {
  fileprivate struct Right: Sendable {
    var door: GuestDoor
    /// Nil if the guest cannot open the door now.
    var cloudKey: ID<AcsCredential>?
    var session: ClientSessionRecord
  }

  /// Starts to open a door. The page reports the result.
  ///
  /// - Parameter mark: identifies the browser, which must use the link.
  func open(_ door: ID<AcsEntrance>, _ key: InstantKeyRecord, in mark: String) async throws -> GuestVisit {
    let now = platform.clocks.now(in: key.workspaceID)
    let right = try await platform.database.read { try $0.right(to: door, by: key, in: mark, now: now) }
    guard let right else { return try await visit(key) }
    guard let cloudKey = right.cloudKey else { return try await visit(key, moment: .shut(right.door, .noAccess)) }
    do {
      let attempt = try await platform.unlock(door, with: cloudKey, for: right.session, from: visitor.sender)
      var visit = try await visit(key, attempt: attempt.id.text)
      visit.attempt = attempt.id.text
      return visit
    } catch let error as APIError where error.kind != .failed {
      return try await visit(key, moment: .shut(right.door, error.kind == .tooMany ? .tooOften : .noAccess))
    }
  }
}

extension Platform {
  /// Stores an attempt to unlock a door and starts it.
  fileprivate func unlock(
    _ entrance: ID<AcsEntrance>, with cloudKey: ID<AcsCredential>, for session: ClientSessionRecord,
    from sender: IPAddress?
  ) async throws -> ActionAttemptRecord {
    let start = MovementStart(self)
    let requester = MovementRequester(.clientSession(session.id), cloudKey: cloudKey)
    let call = AuditedCall("pages/instant_key", parameters: ["acs_entrance_id": .string(entrance.text)])
    return try await write(in: session.workspaceID, by: .session(session.id, from: sender), asking: call) { change in
      _ = try change.transaction.usable(session, at: change.now)
      guard let found = try change.transaction.acsEntrance(entrance, in: change.workspaceID),
        try change.transaction.mayMove(found, by: .cloudKey(cloudKey), at: change.now, in: change.workspaceID)
      else { throw APIError.noAccessNow }
      return try start.begin(.unlock, of: found, by: requester, change)
    }
  }
}

extension Connection {
  /// The right of a browser to open a door. Nil if it does not use the link, or if the door is not one of the guest's.
  fileprivate func right(
    to door: ID<AcsEntrance>, by key: InstantKeyRecord, in mark: String, now: Instant
  ) throws -> GuestVisits.Right? {
    guard try use(of: key, by: mark) != nil,
      let session = try clientSession(key.clientSessionID, in: key.workspaceID)
    else { return nil }
    let stays = try stays(of: key, now: now)
    guard let entrance = stays.flatMap(\.state.doors).first(where: { $0.id == door }) else { return nil }
    let holding = stays.filter { stay in stay.state.doors.contains { $0.id == door } }
    let shown = GuestDoor(id: entrance.id.text, name: entrance.lock.name, access: .remote)
    return GuestVisits.Right(
      door: shown, cloudKey: holding.lazy.compactMap { $0.cloudKey(to: entrance, now: now) }.first, session: session)
  }
}
