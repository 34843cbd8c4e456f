package import API
package import Wire

/// A stored phone.
package struct PhoneRecord: Hashable, Sendable {
  package var id: ID<Device>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var userIdentityID: ID<UserIdentity>
  /// The app installation's own name for itself. The provider knows the phone by it.
  package var installationID: String
  package var kind: Phone.Kind
  package var displayName: String
  package var createdAt: Instant
  package var key: Key?
  /// The last key that the provider canceled. An app may still hold it, and report it again.
  package var endedKeyID: String?
  package var removal: Removal?

  /// The key that the phone reported.
  package struct Key: Hashable, Sendable {
    /// The phone's ID at the provider. Nil for a sandbox phone, which does not exist there.
    package var providerDeviceID: String?
    package var providerKeyID: String
    package var expiresAt: Instant
    package var reportedAt: Instant

    package init(providerDeviceID: String?, providerKeyID: String, expiresAt: Instant, reportedAt: Instant) {
      self.providerDeviceID = providerDeviceID
      self.providerKeyID = providerKeyID
      self.expiresAt = expiresAt
      self.reportedAt = reportedAt
    }
  }

  package struct Removal: Hashable, Sendable {
    package var way: PhoneRemoval.Way
    package var requestedAt: Instant
    package var removedAt: Instant?

    package init(way: PhoneRemoval.Way, requestedAt: Instant, removedAt: Instant?) {
      self.way = way
      self.requestedAt = requestedAt
      self.removedAt = removedAt
    }
  }

  package init(
    id: ID<Device>, workspaceID: ID<Workspace>, sequence: Int, userIdentityID: ID<UserIdentity>,
    installationID: String, kind: Phone.Kind, displayName: String, createdAt: Instant
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.userIdentityID = userIdentityID
    self.installationID = installationID
    self.kind = kind
    self.displayName = displayName
    self.createdAt = createdAt
  }

  /// The provider canceled the phone's key.
  package mutating func endKey() {
    endedKeyID = key?.providerKeyID ?? endedKeyID
    key = nil
  }

  /// The API resource.
  package var resource: Phone {
    Phone(
      deviceID: id, workspaceID: workspaceID, createdAt: createdAt, deviceType: kind, displayName: displayName)
  }

  package var removalResource: PhoneRemoval? {
    removal.map {
      PhoneRemoval(deviceID: id, way: $0.way, requestedAt: $0.requestedAt, removedAt: $0.removedAt)
    }
  }
}
