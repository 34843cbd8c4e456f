public import Wire

/// A guest's phone, which holds or will hold the identity's keys. It is a device.
public struct Phone: Record, Answer {
  public static let name = "phone"

  public enum Kind: String, Choice {
    case iOS = "ios_phone"
    case android = "android_phone"
  }

  public struct Properties: Record, Hashable {
    public static let name = "phone_properties"
    public init() {}
    public static let blank = Properties()
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct Warning: Record, Hashable {
    public static let name = "phone_warning"
    public var warningCode: String
    public var createdAt: Instant
    public var message: String
    public static let blank = Warning(warningCode: "", createdAt: .blank, message: "")
    public mutating func describe(_ field: inout some Field) {
      field("warning_code", &warningCode, "Machine-readable code.")
      field("created_at", &createdAt, "When the problem began.")
      field("message", &message, "What the problem is and how to fix it.")
    }
  }

  public var deviceID: ID<Device>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var deviceType: Extensible<Kind>
  public var displayName: String
  public var nickname: String?
  public var customMetadata = Metadata()
  public var properties = Properties()
  public var errors: [FreeNotice] = []
  public var warnings: [Warning] = []

  public init(
    deviceID: ID<Device>, workspaceID: ID<Workspace>, createdAt: Instant, deviceType: Kind, displayName: String
  ) {
    self.deviceID = deviceID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.deviceType = .known(deviceType)
    self.displayName = displayName
  }
  public static let blank = Phone(
    deviceID: .blank, workspaceID: .blank, createdAt: .blank, deviceType: .android, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("device_id", &deviceID, "ID of the phone.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("device_type", &deviceType, "Type of the phone.")
    field("display_name", &displayName, "Display name.")
    field("nickname", &nickname, "Name that was given to the phone.")
    field("custom_metadata", &customMetadata, "Your own metadata.")
    field("properties", &properties, "Provider-specific properties of the phone.")
    field("created_at", &createdAt, "When the phone was first seen.")
    field("errors", &errors, "Errors of the phone.")
    field("warnings", &warnings, "Warnings of the phone.")
  }
}

/// How and when a phone's keys were revoked.
public struct PhoneRemoval: Record, Answer {
  public static let name = "phone_removal"

  public enum Way: String, Choice {
    /// The phone removed itself.
    case byPhone = "by_phone"
    /// The phone's registration was removed from the guest's account at the provider.
    case deviceRemoved = "device_removed"
    /// The provider canceled all keys of the guest. The guest's other phones renew theirs.
    case roleTakenAway = "role_taken_away"
    /// The phone never held a key.
    case neverIssued = "never_issued"
  }

  public var deviceID: ID<Device>
  public var way: Extensible<Way>
  public var requestedAt: Instant
  public var removedAt: Nullable<Instant>

  public init(deviceID: ID<Device>, way: Way, requestedAt: Instant, removedAt: Instant?) {
    self.deviceID = deviceID
    self.way = .known(way)
    self.requestedAt = requestedAt
    self.removedAt = Nullable(removedAt)
  }
  public static let blank = PhoneRemoval(deviceID: .blank, way: .byPhone, requestedAt: .blank, removedAt: nil)

  public mutating func describe(_ field: inout some Field) {
    field("device_id", &deviceID, "The phone.")
    field("way", &way, "How the phone's keys were revoked.")
    field("requested_at", &requestedAt, "When the removal was requested.")
    field("removed_at", &removedAt, "When the provider confirmed the removal. Null while it is pending.")
  }
}
