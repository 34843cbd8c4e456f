import API
import Core
import Store
import Wire

extension Connection {
  /// The doors that a request names itself. Throws if the caller cannot see one of them.
  func namedDoors(
    devices: [ID<Device>], entrances: [ID<AcsEntrance>], _ caller: Caller
  ) throws -> [NamedDoor] {
    let named = try doors(devices: devices, caller).map { NamedDoor($0, as: .device) }
    return try named + doors(entrances: entrances, caller).map { NamedDoor($0, as: .entrance) }
  }

  /// The spaces that a request names, each once. Nil if it names none, and throws if the caller cannot see one of them.
  ///
  /// - Parameter known: the spaces of the grant before. The caller can name them again without seeing them: a grant of a
  ///   customer can have spaces of no customer, which the customer's sessions do not see.
  func grantSpaces(
    _ ids: [ID<Space>]?, _ keys: [String]?, _ caller: Caller, besides known: [GrantSpace] = []
  ) throws -> [GrantSpace]? {
    if ids == nil, keys == nil { return nil }
    let (ids, keys) = (ids ?? [], keys ?? [])
    let kept = known.filter { $0.deletedAt == nil && ids.contains($0.id) }
    let others = ids.filter { id in !kept.contains { $0.id == id } }
    let byID = Dictionary(try spaces(others, caller).map { ($0.space.id, $0.space) }) { first, _ in first }
    let byKey = Dictionary(try spaces(keys: keys, caller).map { ($0.space.key, $0.space) }) { first, _ in first }
    let found = ids.compactMap { byID[$0] } + keys.compactMap { byKey[$0] }
    var named = kept
    for space in found where !named.contains(where: { $0.id == space.id }) {
      named.append(GrantSpace(id: space.id, name: space.name))
    }
    return named
  }
}

extension Platform.Change {
  /// The person of a new grant: a known identity, or a new one. A known key means its identity, so that a retry finds it
  /// again.
  mutating func identity(of request: AccessGrants.Create, _ caller: Caller) throws -> UserIdentityRecord {
    if let id = request.userIdentityID {
      let identity = try identity(id)
      guard try transaction.maySee(identity, caller) else { throw APIError.notFound(.userIdentity, id.text) }
      return identity
    }
    let person = request.userIdentity ?? AccessGrants.Person()
    if let key = person.userIdentityKey?.optional,
      let known = try transaction.userIdentity(key: key, seenBy: caller)
    {
      try person.refuseOther(than: known)
      return known
    }
    return try createIdentity(
      key: person.userIdentityKey?.optional, emailAddress: person.emailAddress?.optional,
      fullName: person.fullName?.optional, phoneNumber: person.phoneNumber?.optional,
      customer: caller.session?.customerKey)
  }
}

extension AccessGrants.Person {
  /// Refuses an e-mail address or phone number that the identity does not have: a new grant changes nobody.
  fileprivate func refuseOther(than known: UserIdentityRecord) throws {
    if let address = emailAddress?.optional, !isSameAddress(address, known.emailAddress) {
      throw APIError.identityDiffers(in: "email_address", known.id.text)
    }
    if let number = phoneNumber?.optional, number != known.phoneNumber {
      throw APIError.identityDiffers(in: "phone_number", known.id.text)
    }
  }
}

extension Connection {
  /// The identity with a key that the caller can give grants to, or nil. A key that fits several is refused.
  fileprivate func userIdentity(key: String, seenBy caller: Caller) throws -> UserIdentityRecord? {
    let seen = try userIdentities(key: key, in: caller.workspaceID).filter { try maySee($0, caller) }
    guard seen.count < 2 else { throw APIError.ambiguousKey("user_identity_key", seen.map(\.id.text)) }
    return seen.first
  }

  /// Whether the caller can give grants to an identity. A customer's session sees identities of its customer or with a grant
  /// of its customer, and those without customer and access.
  fileprivate func maySee(_ identity: UserIdentityRecord, _ caller: Caller) throws -> Bool {
    guard let session = caller.session else { return true }
    if let customer = identity.customerKey { return customer == session.customerKey }
    let grants = try accessGrants(of: identity.id, in: caller.workspaceID)
    if grants.isEmpty { return try acsUsers(of: identity.id, in: caller.workspaceID).isEmpty }
    return grants.contains(where: caller.maySee)
  }
}
