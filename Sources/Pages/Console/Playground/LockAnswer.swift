import API
import Wire

/// What a lock answered to somebody at the door, and what the explanation says.
struct LockAnswer: Sendable {
  let doorName: String
  /// Nil if it is not known who is at the door.
  let personName: String?
  let means: AccessMeans
  let isOpen: Bool
  /// The lock's reason.
  let reason: String
  /// Nil if it is not known who is at the door.
  let explanation: AccessExplanation?
  let at: Instant

  /// The context of the partial `playground/result`.
  func context(_ times: ConsoleTimes) -> ConsoleContext {
    [
      "title": title, "at": times.time(at), "kind": isOpen ? "ok" : "bad", "symbol": icon(isOpen ? .unlock : .lock),
      "answer": isOpen ? "It opens." : "It stays shut.", "reason": Self.sentence(reason),
      "explanation": shown(explanation.map { context(of: $0, times) }),
    ]
  }

  private var title: String {
    let thing =
      switch means {
      case .code: "PIN"
      case .card: "card"
      case .mobileKey, .remote, .any: "phone"
      }
    return personName.map { "\($0), \(thing) at \(doorName)" } ?? "A \(thing) at \(doorName)"
  }

  private func context(of explanation: AccessExplanation, _ times: ConsoleTimes) -> ConsoleContext {
    let differs = explanation.access.known.map { $0 != .unknown && ($0 == .allowed) != isOpen } ?? false
    return [
      "message": explanation.message, "differs": differs,
      "chain": ConsoleChain.context(explanation, times),
      "change": shown(explanation.suggestedChange?.message),
    ]
  }

  /// A reason of the virtual locks, as a sentence.
  static func sentence(_ reason: String) -> String {
    switch reason {
    case "opened": "The lock accepts it."
    case "office_mode": "The lock is open to everybody."
    case "unknown_user": "The site does not know this person."
    case "deleted": "The person was deleted at the site."
    case "suspended": "The person has no seat at the site now."
    case "blocked": "The person is blocked at the site."
    case "expired": "The person’s access has expired."
    case "no_access": "None of the person’s groups has this door."
    case "not_rolled_out": "The site allows it, but the lock has not received that yet."
    case "outside_schedule": "The schedule does not allow access now."
    case "privacy_mode": "The lock is in privacy mode."
    case "cancelled_key": "The key on the phone was canceled."
    case "no_key": "No phone of the person holds a key."
    case "expired_key": "The key on the phone has expired."
    case "unknown_pin": "The lock does not know this PIN."
    case "no_pin_allowed": "The person may no longer use a PIN."
    case "no_keypad": "The lock has no keypad."
    case "no_mobile_keys": "The site’s locks take no phones."
    case "no_offline_access": "The IQ is off, and the lock’s own list does not have this person."
    default: "The lock’s reason: \(reason)."
    }
  }
}
