package import API
import Wire

extension Activity.Kind {
  /// The kind of an event of a type.
  package init(_ type: EventType) {
    switch type {
    case .lockUnlocked, .lockLocked: self = .entry
    case .lockAccessDenied: self = .refusal
    case .deviceTampered, .deviceLowBattery, .deviceConnectionBecameFlaky, .deviceErrorSubscriptionRequired,
      .accessGrantAccessToDoorLost, .accessGrantCouldNotCreateRequestedAccessMethods:
      self = .problem
    default: self = type.isFailure ? .problem : .change
    }
  }

  /// The kind of an event. One of an unknown type is a change.
  package init(of event: Event) { self = event.eventType.known.map { Activity.Kind($0) } ?? .change }
}

extension EventType {
  /// Whether something failed, is late or was disconnected, by the words of the public API.
  fileprivate var isFailure: Bool { Self.failures.contains(self) }

  private static let failures = Set(
    allCases.filter { type in ["failed", "delay_in_", "disconnected"].contains { type.rawValue.contains($0) } })
}
