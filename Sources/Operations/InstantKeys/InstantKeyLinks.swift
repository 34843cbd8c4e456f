import API
import Core
import Engine
import Store
import Wire

/// Links are used without a token: the code is the permission.
extension Platform {
  func handleInstantKeyLinks(_ handlers: inout Handlers) {
    handlers.on(InstantKeyLinks.ExchangeShortCode.self) { request, caller in
      let code = request.shortCode
      guard let key = try await database.read({ try $0.instantKey(code: code) }) else {
        throw refusal(of: code, from: caller.sender)
      }
      return try await exchange(key, caller)
    }
    handlers.on(InstantKeyLinks.GetPreview.self) { request, caller in
      let (clocks, code) = (clocks, shortCode(in: request.instantKeyURL))
      let preview = try await database.read { connection -> InstantKeyPreview? in
        guard let key = try connection.instantKey(code: code) else { return nil }
        return try connection.preview(of: key, code: code, now: clocks.now(in: key.workspaceID))
      }
      guard let preview else { throw refusal(of: code, from: caller.sender) }
      return preview
    }
  }

  /// The error for a wrong code: not found, or too many guesses of the sender.
  private func refusal(of code: String, from sender: IPAddress?) -> APIError {
    if let wait = failedProofs.count(.link, code, from: sender) { return APIError.tooManyGuesses(wait: wait) }
    return APIError.notFound(.instantKey)
  }

  private func exchange(_ key: InstantKeyRecord, _ caller: Caller) async throws -> ClientSession {
    let (sender, call) = (caller.sender, caller.call)
    return try await write(in: key.workspaceID, by: .visitor(from: sender), asking: call) { change in
      guard let known = try change.transaction.clientSession(key.clientSessionID, in: key.workspaceID) else {
        throw APIError.notFound(.instantKey)
      }
      let session = try change.transaction.usable(known, at: change.now)
      guard try change.use(key, byAppFrom: sender) else { throw APIError.instantKeyUsed }
      return try change.transaction.resource(session, change.secrets)
    }
  }
}

extension Platform.Change {
  /// The period in which exchanges from one address are the same use.
  private static let retryMicroseconds: Int64 = 600_000_000

  /// Counts an app as a use of a link. An answer can be lost, so a repeated exchange from the same address within minutes
  /// is the same use.
  fileprivate func use(_ key: InstantKeyRecord, byAppFrom sender: IPAddress?) throws -> Bool {
    let period = now.microseconds / Self.retryMicroseconds
    let marks = [period, period - 1].map { number in
      sha256Text("app/\(key.id)/\(sender?.countedAs ?? "nowhere")/\(number)")
    }
    if try marks.contains(where: { try transaction.use(of: key, by: $0) != nil }) { return true }
    return try use(key, as: marks[0])
  }
}

extension Connection {
  /// The key with a code. Nil if there is none, if its session was revoked, or if its workspace is suspended.
  func instantKey(code: String) throws -> InstantKeyRecord? {
    guard let key = try instantKey(codeHash: sha256Text(code)), key.revokedAt == nil,
      try !isSuspended(key.workspaceID)
    else { return nil }
    return key
  }

  /// What a link shows before it is used.
  fileprivate func preview(of key: InstantKeyRecord, code: String, now: Instant) throws -> InstantKeyPreview {
    var preview = InstantKeyPreview()
    preview.shortCode = code
    if key.isOver(at: now) {
      preview.keyStatus = .known(.expired)
    } else if try useCount(of: key) >= key.maxUseCount {
      preview.keyStatus = .known(.used)
    }
    let name = try userIdentity(key.userIdentityID, in: key.workspaceID)?.firstName ?? ""
    preview.guest.firstName = name
    preview.guest.fullName = name
    preview.createdAt = key.createdAt.description
    preview.updatedAt = key.createdAt.description
    preview.expiresAt = key.expiresAt.description
    preview.hotel.primaryColor = key.looks?.primaryColor ?? ""
    preview.hotel.secondaryColor = key.looks?.secondaryColor ?? ""
    let grants = try grants(of: key, now: now)
    let doors = try doors(ofGrants: grants.map(\.id), in: key.workspaceID)
    preview.access = grants.flatMap { grant in
      (doors[grant.id] ?? []).map { door in
        InstantKeyPreview.Access(doorName: door.lock.name, icon: "door", available: grant.schedule.covers(now))
      }
    }
    guard let first = grants.first, let id = doors[first.id]?.first?.acsSystemID,
      let (house, zone) = try house(of: id, in: key.workspaceID)
    else { return preview }
    preview.hotel.hotelName = house.name
    preview.supportPhone = house.phone ?? ""
    preview.supportEmail = house.email ?? ""
    preview.guest.checkInDate = LocalMoment(first.schedule.startsAt, in: zone).date
    preview.guest.checkOutDate = first.schedule.endsAt.map { LocalMoment($0, in: zone).date } ?? ""
    return preview
  }
}

extension UserIdentityRecord {
  /// The first word of the full name.
  var firstName: String? { fullName?.split(separator: " ").first.map(String.init) }
}
