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

  mutating func describe(_ field: Field) {
    field("installation_id", &installationID, "The installation.")
    field("client_session_token", &clientSessionToken, "The session with the server.")
    field("user_identity_id", &userIdentityID, "Whose phone it is.")
    field("registration_id", &registrationID, "The phone at the server.")
    field("authorization_url", &authorizationURL, "Where the guest has to sign in.")
    field("clock_offset_seconds", &clockOffsetSeconds, "How far a sandbox's present is from the machine's.")
    field("credentials", &credentials, "What the server listed last.")
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

  mutating func describe(_ field: Field) {
    field("id", &id, "ID of the credential.")
    field("is_managed", &isManaged, "Whether the server knows it.")
    field("name", &name, "A name to show.")
    field("entrances", &entrances, "What it opens.")
    field("ends_at", &endsAt, "Until when it opens.")
    field("card_number", &cardNumber, "The number of the card.")
    field("code", &code, "The PIN.")
    field("reason", &reason, "Why it opens nothing, or what decides whether it does.")
    field("doors", &doors, "What was told of each door.")
    field("awaits_guest", &awaitsGuest, "Whether Salto KS has the guest for another person still.")
  }
}

/// What the server told of a door when it was asked last.
struct KnownDoor: Record {
  var name: String
  var access: String
  var reason: String
  var message: String

  static var blank: KnownDoor { KnownDoor(name: "", access: "", reason: "", message: "") }

  mutating func describe(_ field: Field) {
    field("name", &name, "The door.")
    field("access", &access, "Whether it opens.")
    field("reason", &reason, "What decides it, for programs.")
    field("message", &message, "What decides it, for people.")
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

  mutating func describe(_ field: Field) {
    field("device_id", &deviceID, "The phone at Salto KS.")
    field("key_id", &keyID, "The key at Salto KS.")
    field("expires_at", &expiresAt, "Until when locks take it.")
    field("is_cancelled", &isCancelled, "Whether a lock said that it has been taken back.")
    field("is_reported", &isReported, "Whether the server knows of it.")
  }
}
