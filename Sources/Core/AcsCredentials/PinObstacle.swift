import API
import Wire

/// What keeps a PIN from being made or from opening anything, and what a person can do about it at Salto KS.
public enum PinObstacle: Hashable, Sendable {
  /// PINs are switched off for the site.
  case siteTakesNoPins
  /// No entrance of the owner's access groups has a keypad.
  case noKeypad
  /// The site refused to make the PIN, in its own words.
  case refused(String)

  func notice(since: Instant) -> FreeNotice {
    switch self {
    case .siteTakesNoPins:
      FreeNotice(
        errorCode: "salto_ks_pins_not_enabled", createdAt: since,
        message: "PIN codes are switched off for the site. Switch them on in the site's settings at Salto KS.")
    case .noKeypad:
      FreeNotice(
        errorCode: "salto_ks_no_keypad", createdAt: since,
        message: "None of the user's entrances has a keypad, so the PIN opens none of them. "
          + "Add the user to an access group with an entrance whose can_unlock_with_code is true.")
    case .refused(let words):
      FreeNotice(
        errorCode: "salto_ks_pin_refused", createdAt: since,
        message: "Salto KS does not make a PIN for the user (\(words)). Allow PIN codes for the site and the user there.")
    }
  }
}
