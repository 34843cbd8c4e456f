package import API
package import Wire

/// A means of access that was requested for a grant.
package struct MethodRequestRecord: Hashable, Sendable {
  package let id: ID<RequestedAccessMethod>
  package let accessGrantID: ID<AccessGrant>
  /// The place among the requests of the grant.
  package let position: Int
  package var mode: AccessMethod.Mode
  package var createdAt: Instant
  /// The PIN that was asked for, sealed.
  package var sealedCode: [UInt8]?
  package var instantKeyMaxUseCount: Int?

  package init(
    id: ID<RequestedAccessMethod>, accessGrantID: ID<AccessGrant>, position: Int, mode: AccessMethod.Mode,
    createdAt: Instant, sealedCode: [UInt8]? = nil, instantKeyMaxUseCount: Int? = nil
  ) {
    self.id = id
    self.accessGrantID = accessGrantID
    self.position = position
    self.mode = mode
    self.createdAt = createdAt
    self.sealedCode = sealedCode
    self.instantKeyMaxUseCount = instantKeyMaxUseCount
  }

  /// The context that the sealed PIN is bound to.
  package static func codePlace(of id: ID<RequestedAccessMethod>, in workspace: ID<Workspace>) -> String {
    "requested_access_method/\(workspace)/\(id)"
  }
}

/// A stored access method: a requested means of access at one site.
package struct AccessMethodRecord: Hashable, Sendable {
  package let id: ID<AccessMethod>
  package let workspaceID: ID<Workspace>
  package let sequence: Int
  package let createdAt: Instant
  package let accessGrantID: ID<AccessGrant>
  /// The request that it was created for.
  package let request: ID<RequestedAccessMethod>
  package let mode: AccessMethod.Mode
  package let acsSystemID: ID<AcsSystem>
  package var acsUserID: ID<AcsUser>
  /// The credential that it stands for. Methods of several grants can stand for the same one. Nil for a card that is
  /// not assigned yet.
  package var acsCredentialID: ID<AcsCredential>?
  /// Whether the credential was created for access grants, and ends with the last of them.
  package var ownsCredential: Bool
  /// Since when it opens its doors. Nil if it does not.
  package var issuedAt: Instant?
  /// Whether it was issued before.
  package var wasIssued = false
  /// The last report of a delay.
  package var delay = Delay.none
  /// When a door last refused the PIN while the grant was running.
  package var pinRefusedAt: Instant?
  /// When the PIN last opened a door of the grant.
  package var pinOpenedAt: Instant?

  /// Whether it waits for a card that is held to an encoder, or assigned by its number.
  package var awaitsCard: Bool { mode == .card && acsCredentialID == nil }

  /// A report that the method was not issued in time.
  package enum Delay: Int, Hashable, Sendable {
    case none = 0
    case delayed = 1
    case failed = 2
  }

  package init(
    id: ID<AccessMethod>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant,
    accessGrantID: ID<AccessGrant>, request: ID<RequestedAccessMethod>, mode: AccessMethod.Mode,
    acsSystemID: ID<AcsSystem>,
    acsUserID: ID<AcsUser>, acsCredentialID: ID<AcsCredential>?, ownsCredential: Bool
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.accessGrantID = accessGrantID
    self.request = request
    self.mode = mode
    self.acsSystemID = acsSystemID
    self.acsUserID = acsUserID
    self.acsCredentialID = acsCredentialID
    self.ownsCredential = ownsCredential
  }
}

extension AccessMethod.Mode {
  /// The kind of credential that stands for the means.
  package var credential: AcsCredential.AccessMethod {
    switch self {
    case .code: .code
    case .card: .card
    case .mobileKey: .mobileKey
    case .cloudKey: .cloudKey
    }
  }

  package var displayName: String {
    switch self {
    case .code: "PIN Code"
    case .card: "Card"
    case .mobileKey: "Mobile Key"
    case .cloudKey: "Cloud Key"
    }
  }
}
