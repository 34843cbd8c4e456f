public import Wire

/// A key that the phone has or will get, for an app to show.
public struct SeamCredential: Sendable, Hashable, Identifiable {
  public var id: String
  /// Whether the server manages it; false if only the provider knows it.
  public var isManaged: Bool
  public var name: String
  /// The names of the entrances.
  public var location: String
  /// `salto_ks`.
  public var providerName: String?
  public var expiry: Instant?
  public var cardNumber: String?
  public var code: String?
  /// How the phone can be held to a door, in order of preference.
  public var supportedUnlockProximities: [SeamUnlockProximity]
  /// The errors that keep it from opening doors, the most important first. Empty if it can be used.
  public var errors: [SeamCredentialError]
  /// The state of each door at the last refresh.
  public var doors: [SeamDoor]

  public init(
    id: String, isManaged: Bool, name: String, location: String, providerName: String?, expiry: Instant?,
    cardNumber: String?, code: String?, supportedUnlockProximities: [SeamUnlockProximity],
    errors: [SeamCredentialError], doors: [SeamDoor] = []
  ) {
    self.id = id
    self.isManaged = isManaged
    self.name = name
    self.location = location
    self.providerName = providerName
    self.expiry = expiry
    self.cardNumber = cardNumber
    self.code = code
    self.supportedUnlockProximities = supportedUnlockProximities
    self.errors = errors
    self.doors = doors
  }
}

/// A door and the person's access to it, in the terms of `/latchkey/v1/access/explain`.
public struct SeamDoor: Sendable, Hashable {
  public var name: String
  /// `allowed`, `denied` or `unknown`.
  public var access: String
  public var reason: String
  /// The human-readable reason.
  public var message: String

  public init(name: String, access: String, reason: String, message: String) {
    self.name = name
    self.access = access
    self.reason = reason
    self.message = message
  }
}

/// How the phone is held to a door.
public enum SeamUnlockProximity: String, Sendable, Hashable, CaseIterable {
  /// On the reader. This wakes a battery lock.
  case touch
  /// Within a few meters.
  case nearby
  /// Anywhere, over the network. Salto KS keys do not support this.
  case remote
}

/// The progress of an unlock attempt. The last three events end the stream.
public enum SeamUnlockEvent: Sendable, Hashable {
  case launched
  case grantedAccess
  case timedOut
  /// There was no response, or the lock refused.
  case connectionFailed(debugDescription: String?)
}

/// Why a call of ``SeamPhone`` failed before it had any effect.
public enum SeamPhoneError: Error, Sendable, Hashable {
  case alreadyInitialized
  case credentialErrors([SeamCredentialError])
  case deactivationInProgress
  case initializationRequired
  /// The phone has no radio for the credential's provider.
  case integrationNotFound
  case internetConnectionRequired
  case invalidClientSessionToken
  case invalidCredentialId
}

/// An error that keeps a credential from opening doors.
public enum SeamCredentialError: Error, Sendable, Hashable {
  /// The phone has not fetched its key yet.
  case awaitingLocalCredential
  /// Neither the guest nor the app can solve this.
  case contactSeamSupport
  case expired
  case unknown
  case unsupportedDevice
  case userInteractionRequired(RequiredUserInteraction)

  public enum RequiredUserInteraction: Sendable, Hashable {
    /// The guest must sign in on this page.
    case completeOtpAuthorization(otpUrl: String)
    case enableInternet
    case enableBluetooth
    case grantBluetoothPermission
    case appRestartRequired
  }
}
