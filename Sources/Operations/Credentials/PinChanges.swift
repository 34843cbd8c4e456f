import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Requests a PIN for a user from the provider.
  ///
  /// - Parameter code: the chosen PIN. Nil to let the provider choose one.
  mutating func createPin(for user: AcsUserRecord, code: String?) throws -> AcsCredentialRow {
    let chosen = try code.map { try chosenPin($0, at: try system(of: user), except: nil) }
    guard try system(of: user).acceptsPins else {
      throw APIError.notSupported(
        "PIN codes are disabled for this site. Enable them in the site's settings at \(brand.name)")
    }
    let credential = try newCredential(.code, of: user)
    try wantPin(credential.id, of: user)
    try transaction.insert(credential)
    if let chosen { try save(chosen, of: credential.id) }
    return try self.credential(credential.id)
  }

  /// Replaces a credential's PIN by another chosen one.
  mutating func changePin(of credential: AcsCredentialRecord, to code: String) throws {
    let pin = try chosenPin(code, at: try system(credential.acsSystemID), except: credential.id)
    try save(pin, of: credential.id)
    guard let id = credential.acsUserID, let user = try transaction.acsUser(id, in: workspaceID) else { return }
    try change(user, retrying: .pin) { $0.observed?.pin = nil }
  }

  /// - Throws: if the site's plan has no custom PINs, and if the PIN is invalid or taken.
  func chosenPin(_ code: String, at system: AcsSystemRecord, except own: ID<AcsCredential>?) throws -> Pin {
    let pin = try possiblePin(code, at: system)
    if try isTaken(pin, at: system, except: own) {
      throw APIError.invalidInput("code", "Another user of the site has this PIN. Choose a different one")
    }
    return pin
  }

  /// - Throws: if the site's plan has no custom PINs, and if the PIN is invalid.
  func possiblePin(_ code: String, at system: AcsSystemRecord) throws -> Pin {
    guard system.letsPinsBeChosen else {
      throw APIError.notSupported(
        "The site's \(brand.name) plan has no custom PINs. Omit code to let \(brand.company) choose a PIN, or have the "
          + "feature custom_pin added to the plan and sync the account")
    }
    guard (4...6).contains(code.utf8.count), let pin = Pin(code) else {
      throw APIError.invalidInput("code", "A PIN must have 4 to 6 digits")
    }
    return pin
  }

  /// Whether another credential of a site has a PIN.
  func isTaken(_ pin: Pin, at system: AcsSystemRecord, except own: ID<AcsCredential>?) throws -> Bool {
    for (id, sealed) in try transaction.sealedCodes(of: system.id, in: workspaceID) where id != own {
      let place = AcsCredentialRecord.codePlace(of: id, in: workspaceID)
      if secrets.opened(sealed, place: place) == Array(pin.digits.utf8) { return true }
    }
    return false
  }

  private func save(_ pin: Pin, of credential: ID<AcsCredential>) throws {
    let place = AcsCredentialRecord.codePlace(of: credential, in: workspaceID)
    try transaction.saveChosenCode(
      secrets.seal.sealed(Array(pin.digits.utf8), place: place), of: credential)
  }

  /// A user can have one PIN per site.
  mutating func wantPin(_ credential: ID<AcsCredential>, of user: AcsUserRecord) throws {
    try refuseSecond(.code, of: user)
    try refuseForeignPin(user)
    try change(user) { changed in
      changed.wanted.pin = credential
      changed.wanted.governsPins = true
    }
  }

  /// Revokes from the owner the access of a deleted or unassigned credential.
  mutating func withdraw(_ credential: AcsCredentialRecord) throws {
    switch credential.accessMethod {
    case .card: try withdrawCard(credential)
    case .mobileKey: try withdrawMobileKey(from: credential.acsUserID)
    // It never reached the provider.
    case .cloudKey: break
    case .code:
      guard let id = credential.acsUserID, let user = try transaction.acsUser(id, in: workspaceID),
        user.wanted.pin == credential.id
      else { return }
      try change(user) { $0.wanted.pin = nil }
    }
  }
}

extension Secrets {
  /// The API resource, including the PIN.
  func resource(_ row: AcsCredentialRow, now: Instant, _ brand: Brand) throws -> AcsCredential {
    let code = try row.sealedCode.map { sealed in
      String(decoding: try seal.opened(sealed, place: row.credential.codePlace), as: UTF8.self)
    }
    return row.resource(code: code, now: now, brand)
  }
}
