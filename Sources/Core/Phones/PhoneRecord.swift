import API
import Wire

/// A phone as it is remembered.
public struct PhoneRecord: Hashable, Sendable {
  public var id: ID<Device>
  public var workspaceID: ID<Workspace>
  public var sequence: Int
  public var userIdentityID: ID<UserIdentity>
  /// The app installation's own name for itself; at Salto KS the device's `device_uid`.
  public var installationID: String
  public var kind: Phone.Kind
  public var displayName: String
  public var createdAt: Instant
  public var key: Key?
  public var removal: Removal?

  /// The key that the phone says it holds.
  public struct Key: Hashable, Sendable {
    /// The phone's id at the provider; nil for a sandbox phone, which never was there.
    public var providerDeviceID: String?
    public var providerKeyID: String
    public var expiresAt: Instant
    public var reportedAt: Instant

    public init(providerDeviceID: String?, providerKeyID: String, expiresAt: Instant, reportedAt: Instant) {
      self.providerDeviceID = providerDeviceID
      self.providerKeyID = providerKeyID
      self.expiresAt = expiresAt
      self.reportedAt = reportedAt
    }
  }

  public struct Removal: Hashable, Sendable {
    public var way: PhoneRemoval.Way
    public var requestedAt: Instant
    public var removedAt: Instant?

    public init(way: PhoneRemoval.Way, requestedAt: Instant, removedAt: Instant?) {
      self.way = way
      self.requestedAt = requestedAt
      self.removedAt = removedAt
    }
  }

  public init(
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

  /// The answer of the API.
  public var resource: Phone {
    Phone(
      deviceID: id, workspaceID: workspaceID, createdAt: createdAt, deviceType: kind, displayName: displayName)
  }

  public var removalResource: PhoneRemoval? {
    removal.map {
      PhoneRemoval(deviceID: id, way: $0.way, requestedAt: $0.requestedAt, removedAt: $0.removedAt)
    }
  }
}
