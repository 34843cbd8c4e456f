package import API
package import Wire

/// An obstacle that prevents a credential's creation or use, and its solution.
package enum CredentialObstacle: Hashable, Sendable {
  /// The owner's access schedule ended then.
  case stayIsOver(Instant)
  case ownerIsSuspended
  /// PINs are disabled for the site.
  case siteTakesNoPins
  /// No entrance of the owner's access groups has a keypad.
  case noKeypad
  /// The site rejected the PIN, with its own message.
  case pinRefused(String)

  /// The reason why the credential opens no entrance.
  package var reason: AccessReason {
    switch self {
    case .stayIsOver: .afterSchedule
    case .ownerIsSuspended: .suspended
    case .siteTakesNoPins, .noKeypad: .entranceNotCapable
    case .pinRefused: .noCredential
    }
  }

  /// - Parameter since: the default for the start of the obstacle.
  func notice(since: Instant, _ brand: Brand) -> FreeNotice {
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
        errorCode: AcsCredential.ErrorCode.pinsNotEnabled.rawValue, createdAt: since,
        message: "PIN codes are disabled for the site. Enable them in the site's settings at \(brand.name).")
    case .noKeypad:
      FreeNotice(
        errorCode: AcsCredential.ErrorCode.noKeypad.rawValue, createdAt: since,
        message: "None of the user's entrances has a keypad, so the PIN opens none of them. "
          + "Add the user to an access group with an entrance whose can_unlock_with_code is true.")
    case .pinRefused(let words):
      FreeNotice(
        errorCode: AcsCredential.ErrorCode.pinRefused.rawValue, createdAt: since,
        message:
          "\(brand.name) rejected a PIN for the user (\(words)). Enable PIN codes for the site and the user there.")
    }
  }
}
