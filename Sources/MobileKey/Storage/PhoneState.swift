import API
import Wire

/// What a phone remembers beside its keys.
struct PhoneState: Record {
  /// The installation: random, and the device's `device_uid` at Salto KS.
  var installationID: String
  var clientSessionToken: String?
  var userIdentityID: String?
  var registrationID: String?
  /// Where the guest has to sign in, while that is so.
  var authorizationURL: String?
  /// How far a sandbox's present is from the machine's.
  var clockOffsetSeconds = 0
  var credentials: [KnownCredential] = []
  var key: HeldKey?
  /// Whether the account refuses this guest a mobile key.
  var isRefused = false

  init(installationID: String) { self.installationID = installationID }
  static var blank: PhoneState { PhoneState(installationID: "") }

  mutating func describe(_ field: inout some Field) {
    field("installation_id", &installationID, "ID of the installation.")
    field("client_session_token", &clientSessionToken, "Token of the client session.")
    field("user_identity_id", &userIdentityID, "The identity that owns the phone.")
    field("registration_id", &registrationID, "ID of the phone's registration.")
    field("authorization_url", &authorizationURL, "URL at which the guest must sign in.")
    field("clock_offset_seconds", &clockOffsetSeconds, "Offset of the sandbox's clock from the machine's clock.")
    field("credentials", &credentials, "The credentials that the server listed last.")
    field("key", &key, "The key that the phone holds.")
    field("is_refused", &isRefused, "Whether the account refuses a mobile key.")
  }
}

/// A credential as the server listed it.
struct KnownCredential: Record {
  var id: String
  var isManaged: Bool
  var name: String
  var entrances: [String]
  var endsAt: Instant?
  var cardNumber: String?
  var code: String?
  /// Why the key as a whole opens nothing, or what decides whether it does.
  var reason: String?
  /// Nil where the server told nothing of doors.
  var doors: [KnownDoor]?
  /// Whether Salto KS has the guest for another person still, so that no key of the guest's opens anything by it.
  var awaitsGuest: Bool?

  static var blank: KnownCredential {
    KnownCredential(id: "", isManaged: true, name: "", entrances: [])
  }

  mutating func describe(_ field: inout some Field) {
    field("id", &id, "ID of the credential.")
    field("is_managed", &isManaged, "Whether the server manages the credential.")
    field("name", &name, "Display name.")
    field("entrances", &entrances, "The entrances that the credential opens.")
    field("ends_at", &endsAt, "When the credential expires.")
    field("card_number", &cardNumber, "The number of the card.")
    field("code", &code, "The PIN.")
    field("reason", &reason, "Reason why the credential works or does not.")
    field("doors", &doors, "The state of each door.")
    field("awaits_guest", &awaitsGuest, "Whether the user at Salto KS still belongs to another person.")
  }
}

/// The state of a door at the last refresh.
struct KnownDoor: Record {
  var name: String
  var access: String
  var reason: String
  var message: String

  static var blank: KnownDoor { KnownDoor(name: "", access: "", reason: "", message: "") }

  mutating func describe(_ field: inout some Field) {
    field("name", &name, "The door.")
    field("access", &access, "Whether the door opens.")
    field("reason", &reason, "Machine-readable reason.")
    field("message", &message, "Human-readable explanation.")
  }
}

/// The key that the phone holds; the key itself is an item of its own.
struct HeldKey: Record {
  var deviceID: String
  var keyID: String
  var expiresAt: Instant
  /// Whether a lock said that the key has been taken back.
  var isCancelled = false
  /// Whether the server knows of it.
  var isReported = false

  static var blank: HeldKey { HeldKey(deviceID: "", keyID: "", expiresAt: .blank) }

  mutating func describe(_ field: inout some Field) {
    field("device_id", &deviceID, "The phone at Salto KS.")
    field("key_id", &keyID, "The key at Salto KS.")
    field("expires_at", &expiresAt, "When the key expires.")
    field("is_cancelled", &isCancelled, "Whether a lock reported the key as revoked.")
    field("is_reported", &isReported, "Whether the key was reported to the server.")
  }
}
