import API
import Core
import Store
import Wire

extension Platform.Change {
  /// The length of a code: 140 bits.
  private static let codeLength = 24

  mutating func generateInstantKey(
    _ request: UserIdentities.GenerateInstantKey, _ caller: Caller, at endpoint: String
  ) throws -> InstantKey {
    if let id = request.customizationProfileID { _ = try transaction.profile(id, caller) }
    try checkUseCount(request.maxUseCount, at: ["max_use_count"])
    let identity = try identity(request.userIdentityID)
    guard let end = try transaction.mobileKeyEnd(of: identity.id, in: workspaceID), now < end else {
      throw APIError.notSupported(
        "The identity has no current or future access grant with a mobile key. Create one by /access_grants/create")
    }
    let key = try createInstantKey(
      for: identity, method: nil, maxUseCount: request.maxUseCount, profile: request.customizationProfileID)
    return try secrets.resource(key, at: endpoint)
  }

  /// Refuses more uses than a link can have.
  ///
  /// - Parameter path: the place of the number in the request.
  func checkUseCount(_ count: Int, at path: [String]) throws {
    guard count <= InstantKeyRecord.useMax else {
      throw APIError.invalidInput(path, "Number must be less than or equal to \(InstantKeyRecord.useMax)")
    }
  }

  /// Creates a link to the access grants of an identity, with a client session of its own.
  ///
  /// - Parameter method: the mobile key with whose grant it ends. Nil if it ends with the identity's last mobile key.
  mutating func createInstantKey(
    for identity: UserIdentityRecord, method: ID<AccessMethod>?, maxUseCount: Int, profile: ID<CustomizationProfile>?
  ) throws -> InstantKeyRecord {
    var grants = ClientSessionGrants()
    grants.userIdentityID = identity.id
    let end = try transaction.instantKeyEnd(of: identity.id, in: workspaceID)
    let session = try newSession(nil, grants, customerKey: nil, expiresAt: end)
    let code = APIKeyToken.letters(Self.codeLength, secrets.random)
    var key = InstantKeyRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try transaction.nextInstantKeySequence(),
      createdAt: now, clientSessionID: session.id, accessMethodID: method, codeHash: sha256Text(code), sealedCode: [],
      maxUseCount: maxUseCount, customizationProfileID: profile)
    key.sealedCode = try secrets.seal.sealed(Array(code.utf8), place: key.codePlace)
    try transaction.insert(key)
    return try transaction.instantKey(key.id, in: workspaceID) ?? key
  }

  /// Revokes a link. Its client session ends with it.
  mutating func delete(_ key: InstantKeyRecord) throws {
    guard let session = try transaction.clientSession(key.clientSessionID, in: workspaceID) else { return }
    try delete(session)
  }

  /// Counts a browser or app as a use of a link, unless it is one already.
  ///
  /// - Returns: whether it uses the link now. False if others have used it up.
  func use(_ key: InstantKeyRecord, as mark: String) throws -> Bool {
    if try transaction.use(of: key, by: mark) != nil { return true }
    guard try transaction.useCount(of: key) < key.maxUseCount else { return false }
    try transaction.save(InstantKeyUse(mark: mark, usedAt: now), of: key)
    return true
  }
}
