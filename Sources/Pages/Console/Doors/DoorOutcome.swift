import API
import Wire

/// What came of opening a door, in the words of the desk.
struct DoorOutcome {
  private let attempt: ActionAttempt
  private let door: String

  init(_ attempt: ActionAttempt, at door: String) {
    self.attempt = attempt
    self.door = door
  }

  var isPending: Bool { attempt.status.known == .pending }
  var isFailure: Bool { !isPending && attempt.status.known != .success }

  /// Whether the door may have opened although the attempt failed.
  private var isUnknown: Bool { ["outcome_unknown", "interrupted"].contains(failure?.type) }

  private var failure: ActionAttempt.Failure? { attempt.error.optional }

  var title: String {
    if isPending { return "Opening \(door) …" }
    if isUnknown { return "It is unknown whether \(door) opened" }
    return isFailure ? "\(door) did not open" : "\(door) is open"
  }

  var text: String {
    if isPending { return "The lock has been asked. This page looks again every two seconds." }
    return isFailure ? reason : "The lock confirmed it. It locks again after a few seconds."
  }

  /// Why the door did not open, and what to do.
  private var reason: String {
    switch failure?.type {
    case "device_disconnected":
      "The lock or its IQ is offline. Check its power and network, or let the guest in with a card or a mechanical key."
    case "provider_unavailable":
      "The lock’s cloud could not be reached in time, so the lock did not move. Open it again in a minute."
    case "outcome_unknown", "interrupted":
      "The answer of the lock was lost. Ask the person at the door before you open it again."
    case "iq_not_activated", "otp_invalid":
      "The IQ of the door asks for one-time codes and has to be activated. An administrator can do that."
    case "otp_blocked":
      "The IQ accepts no codes for about twenty minutes after too many wrong ones. Open the door again after that."
    case "device_not_found": "The lock no longer exists."
    default: failure?.message ?? "The lock gave no reason."
    }
  }

  var icon: ConsoleIcon {
    if isPending { return .key }
    if isUnknown { return .question }
    return isFailure ? .lock : .unlock
  }
}
