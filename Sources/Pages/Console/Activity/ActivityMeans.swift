import API
import Wire

/// The means by which a door was opened.
enum ActivityMeans {
  case phone, card, pin, handle, remote, automatic

  /// Nil if it is unknown.
  init?(_ event: Event) {
    let access = event.access
    if access.isViaBluetooth == true || access.isViaNFC == true {
      self = .phone
      return
    }
    switch access.method?.known {
    case .keycode: self = .pin
    case .card: self = .card
    case .manual: self = .handle
    case .remote: self = .remote
    case .automatic: self = .automatic
    case .unknown, nil: return nil
    }
  }

  /// As the end of a sentence.
  var phrase: String {
    switch self {
    case .phone: "by phone"
    case .card: "by card"
    case .pin: "by PIN"
    case .handle: "by its handle"
    case .remote: "remotely"
    case .automatic: "automatically"
    }
  }

  /// As an entry of a table.
  var name: String {
    switch self {
    case .phone: "Phone"
    case .card: "Card"
    case .pin: "PIN"
    case .handle: "Handle"
    case .remote: "Remote"
    case .automatic: "Automatic"
    }
  }

  /// Why a door stayed shut.
  static func reason(_ reason: LockAccess.Reason) -> String {
    switch reason.reasonCode.known {
    case .unknownCode: "the lock does not know the PIN"
    case .expiredCode: "the PIN has expired"
    case .blocklistedCode: "the PIN is blocked"
    case .tooManyAttempts: "too many attempts"
    case .blockedByPrivacyMode: "privacy mode is on"
    case .credentialError, nil: "the key was not accepted"
    }
  }
}
