import API
import Core
import Engine
import Store
import Wire

/// Links are used without a token: the code is the permission.
extension Platform {
  func handleInstantKeyLinks(_ handlers: inout Handlers) {
    handlers.on(InstantKeyLinks.ExchangeShortCode.self) { request, caller in
      let key = try await instantKey(code: request.shortCode, from: caller.sender)
      return try await exchange(key, from: caller.sender)
    }
    handlers.on(InstantKeyLinks.GetPreview.self) { request, caller in
      let code = shortCode(in: request.instantKeyURL)
      let key = try await instantKey(code: code, from: caller.sender)
      let now = clocks.now(in: key.workspaceID)
      return try await database.read { connection in try connection.preview(of: key, code: code, now: now) }
    }
  }

  /// The key with a code.
  ///
  /// - Throws: 404, and 429 if the sender tried too many wrong codes.
  private func instantKey(code: String, from sender: IPAddress?) async throws -> InstantKeyRecord {
    if let key = try await instantKey(code: code) { return key }
    if let wait = failedProofs.count(.link, code, from: sender) { throw APIError.tooManyGuesses(wait: wait) }
    throw APIError.notFound(.instantKey)
  }

  /// The key with a code. Nil if there is none, if its session was revoked, or if its workspace is suspended.
  func instantKey(code: String) async throws -> InstantKeyRecord? {
    let hash = sha256Text(code)
    return try await database.read { connection -> InstantKeyRecord? in
      guard let key = try connection.instantKey(codeHash: hash), key.revokedAt == nil,
        try !connection.isSuspended(key.workspaceID)
      else { return nil }
      return key
    }
  }

  private func exchange(_ key: InstantKeyRecord, from sender: IPAddress?) async throws -> ClientSession {
    try await write(in: key.workspaceID, by: .visitor(from: sender)) { change in
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
  /// What a link shows before it is used.
  fileprivate func preview(of key: InstantKeyRecord, code: String, now: Instant) throws -> InstantKeyPreview {
    let stays = try stays(of: key, now: now)
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
    guard let first = stays.first else { return preview }
    preview.hotel.hotelName = first.house.name
    preview.supportPhone = first.house.phone ?? ""
    preview.supportEmail = first.house.email ?? ""
    preview.guest.checkInDate = first.local(first.schedule.startsAt).date
    preview.guest.checkOutDate = first.schedule.endsAt.map { first.local($0).date } ?? ""
    preview.access = stays.flatMap { stay in
      stay.state.doors.map { door in
        InstantKeyPreview.Access(doorName: door.lock.name, icon: "door", available: stay.schedule.covers(now))
      }
    }
    return preview
  }
}

extension UserIdentityRecord {
  /// The first word of the full name.
  var firstName: String? { fullName?.split(separator: " ").first.map(String.init) }
}
