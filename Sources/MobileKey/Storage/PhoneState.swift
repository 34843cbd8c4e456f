import API
import Wire

/// The stored state of a phone, without its keys.
struct PhoneState: Record {
  /// A random ID of the installation, also the `device_uid` at Salto KS.
  var installationID: String
  var clientSessionToken: String?
  var userIdentityID: String?
  var registrationID: String?
  /// The address where the guest must sign in, if that is required.
  var authorizationURL: String?
  /// The difference between a sandbox's time and the machine's.
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

/// A credential from the server's list.
struct KnownCredential: Record {
  var id: String
  var isManaged: Bool
  var name: String
  var entrances: [String]
  var endsAt: Instant?
  var cardNumber: String?
  var code: String?
  /// Why the key opens no doors, or why that is unknown.
  var reason: String?
  /// Nil if the server reported no doors.
  var doors: [KnownDoor]?
  /// Whether Salto KS still has the user for another person, so that the guest's key opens no doors yet.
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

/// The metadata of the phone's key. The key itself is a separate item.
struct HeldKey: Record {
  var deviceID: String
  var keyID: String
  var expiresAt: Instant
  /// Whether a lock reported the key as canceled.
  var isCancelled = false
  /// Whether the server knows the key.
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
