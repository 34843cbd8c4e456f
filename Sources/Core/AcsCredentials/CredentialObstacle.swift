import API
import Wire

/// What keeps a credential from being made or from opening anything, and what a person can do about it.
package enum CredentialObstacle: Hashable, Sendable {
  /// The owner's access schedule ended then.
  case stayIsOver(Instant)
  case ownerIsSuspended
  /// PINs are switched off for the site.
  case siteTakesNoPins
  /// No entrance of the owner's access groups has a keypad.
  case noKeypad
  /// The site refused to make the PIN, in its own words.
  case pinRefused(String)

  /// The reason for which an entrance stays shut to whoever comes with the credential.
  package var reason: AccessReason {
    switch self {
    case .stayIsOver: .afterSchedule
    case .ownerIsSuspended: .suspended
    case .siteTakesNoPins, .noKeypad: .entranceNotCapable
    case .pinRefused: .noCredential
    }
  }

  /// - Parameter since: since when the obstacle may have been there, where that is not known better.
  func notice(since: Instant) -> FreeNotice {
    switch self {
    case .stayIsOver(let end):
      FreeNotice(
        errorCode: reason.rawValue, createdAt: max(end, since),
        message: "The owner's access schedule has ended, so the credential opens no entrance.")
    case .ownerIsSuspended:
      FreeNotice(
        errorCode: reason.rawValue, createdAt: since,
        message: "The owner is suspended, so the credential opens no entrance. Unsuspend the ACS user.")
    case .siteTakesNoPins:
      FreeNotice(
        errorCode: "salto_ks_pins_not_enabled", createdAt: since,
        message: "PIN codes are disabled for the site. Enable them in the site's settings at Salto KS.")
    case .noKeypad:
      FreeNotice(
        errorCode: "salto_ks_no_keypad", createdAt: since,
        message: "None of the user's entrances has a keypad, so the PIN opens none of them. "
          + "Add the user to an access group with an entrance whose can_unlock_with_code is true.")
    case .pinRefused(let words):
      FreeNotice(
        errorCode: "salto_ks_pin_refused", createdAt: since,
        message:
          "Salto KS rejected a PIN for the user (\(words)). Enable PIN codes for the site and the user there.")
    }
  }
}
