package import API
package import Wire

/// A stored instant key, with what its client session says.
package struct InstantKeyRecord: Hashable, Sendable {
  /// The maximum number of uses that a link can have.
  package static let useMax = 1000

  package let id: ID<InstantKey>
  package let workspaceID: ID<Workspace>
  package let sequence: Int
  package let createdAt: Instant
  package let clientSessionID: ID<ClientSession>
  /// The method that it was created for, with which it ends. Nil if it was created for an identity.
  package let accessMethodID: ID<AccessMethod>?
  /// SHA-256 of the code, to find the key by.
  package let codeHash: String
  /// The code, sealed, since the API returns the link repeatedly.
  package var sealedCode: [UInt8]
  package let maxUseCount: Int
  package let customizationProfileID: ID<CustomizationProfile>?
  /// The looks of its profile. Nil without a profile, and once the profile was deleted.
  package var looks: CustomizationLooks?
  /// The identity of its session.
  package var userIdentityID: ID<UserIdentity> = .blank
  /// The end of its session: that of the identity's last access grant.
  package var expiresAt: Instant = .earliest
  package var revokedAt: Instant?
  /// The token of its session, sealed.
  package var sealedToken: [UInt8] = []

  package init(
    id: ID<InstantKey>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant,
    clientSessionID: ID<ClientSession>, accessMethodID: ID<AccessMethod>?, codeHash: String, sealedCode: [UInt8],
    maxUseCount: Int, customizationProfileID: ID<CustomizationProfile>? = nil
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.clientSessionID = clientSessionID
    self.accessMethodID = accessMethodID
    self.codeHash = codeHash
    self.sealedCode = sealedCode
    self.maxUseCount = maxUseCount
    self.customizationProfileID = customizationProfileID
  }

  /// The context that the sealed code is bound to.
  package var codePlace: String { "instant_key/\(workspaceID)/\(id)" }

  /// The context that the sealed token of its session is bound to.
  package var tokenPlace: String { "client_session/\(workspaceID)/\(clientSessionID)" }

  /// Whether its session has ended.
  package func isOver(at now: Instant) -> Bool { expiresAt <= now }

  /// The API resource.
  ///
  /// - Parameter url: the link.
  package func resource(url: String) -> InstantKey {
    var resource = InstantKey(
      instantKeyID: id, workspaceID: workspaceID, createdAt: createdAt, expiresAt: expiresAt,
      userIdentityID: userIdentityID, clientSessionID: clientSessionID, instantKeyURL: url)
    resource.customizationProfileID = customizationProfileID
    resource.customization = looks.map { looks in
      var customization = InstantKey.Customization()
      customization.primaryColor = looks.primaryColor
      customization.secondaryColor = looks.secondaryColor
      return customization
    }
    return resource
  }
}

/// A use of an instant key: a browser in which the person pressed Start, or an app that exchanged the code.
package struct InstantKeyUse: Hashable, Sendable {
  /// Identifies the browser or app at this key only.
  package var mark: String
  package var usedAt: Instant
  /// Whether the browser shows the PIN.
  package var showsPin: Bool

  package init(mark: String, usedAt: Instant, showsPin: Bool = false) {
    self.mark = mark
    self.usedAt = usedAt
    self.showsPin = showsPin
  }
}
