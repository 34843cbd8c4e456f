import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Has the provider make a PIN for a user.
  mutating func createPin(for user: AcsUserRecord) throws -> AcsCredentialRow {
    guard try system(of: user).acceptsPins else {
      throw APIError.notSupported(
        "PIN codes are switched off for this site; switch them on in the site's settings at Salto KS")
    }
    let credential = AcsCredentialRecord(
      id: identifiers.next(), workspaceID: workspaceID, acsSystemID: user.acsSystemID,
      connectedAccountID: user.connectedAccountID,
      sequence: try connection.nextAcsCredentialSequence(in: workspaceID), acsUserID: user.id, accessMethod: .code,
      isMultiPhoneSync: false, createdAt: now)
    try wantPin(credential.id, of: user)
    try connection.insert(credential)
    return try self.credential(credential.id)
  }

  /// A user has one PIN per site.
  mutating func wantPin(_ credential: ID<AcsCredential>, of user: AcsUserRecord) throws {
    if let other = user.wanted.pin {
      throw APIError.invalidInput(
        "acs_user_id", "A user has one PIN per site, and this one has it by the credential \(other); delete that first")
    }
    try change(user) { changed in
      changed.wanted.pin = credential
      changed.wanted.governsPins = true
    }
  }

  /// Takes from its owner what a credential gave that is deleted or unassigned.
  mutating func withdraw(_ credential: AcsCredentialRecord) throws {
    if credential.tag != nil { return try withdrawCard(credential) }
    guard credential.accessMethod == .code else { return try withdrawMobileKey(from: credential.acsUserID) }
    guard let id = credential.acsUserID, let user = try connection.acsUser(id, in: workspaceID),
      user.wanted.pin == credential.id
    else { return }
    try change(user) { $0.wanted.pin = nil }
  }
}

extension Secrets {
  /// The answer of the API, with the PIN in it.
  func resource(_ row: AcsCredentialRow) throws -> AcsCredential {
    let code = try row.sealedCode.map { sealed in
      guard let digits = opened(sealed, place: row.credential.codePlace) else { throw APIError.internalError }
      return String(decoding: digits, as: UTF8.self)
    }
    return row.resource(code: code)
  }
}
