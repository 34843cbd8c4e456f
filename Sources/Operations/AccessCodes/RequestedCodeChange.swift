import API
import Core
import Store
import Wire

/// A property of an access code that a request changes.
struct RequestedCodeChange {
  let code: AccessCodeMutation.Code
  let type: EventType
  let from: AccessCodeState
  let to: AccessCodeState
  let properties: [EventAccessCode.ChangedProperty]

  /// The changes of a request, in the order of their events.
  static func all(
    from old: (name: String?, schedule: Schedule), to new: (name: String?, schedule: Schedule),
    replacesDigits: Bool = false
  ) -> [RequestedCodeChange] {
    var changes: [RequestedCodeChange] = []
    if old.name != new.name { changes.append(name(old.name, new.name)) }
    if old.schedule != new.schedule { changes.append(times(old.schedule, new.schedule)) }
    if replacesDigits { changes.append(digits) }
    return changes
  }

  private static func name(_ old: String?, _ new: String?) -> RequestedCodeChange {
    RequestedCodeChange(
      code: .updatingName, type: .accessCodeNameChanged, from: AccessCodeState(codeName: old),
      to: AccessCodeState(codeName: new), properties: [.init("name", from: old, to: new)])
  }

  private static func times(_ old: Schedule, _ new: Schedule) -> RequestedCodeChange {
    let (from, to) = (old.codeTimes, new.codeTimes)
    let properties = [
      EventAccessCode.ChangedProperty(
        "starts_at", from: from.startsAt?.description, to: to.startsAt?.description),
      EventAccessCode.ChangedProperty("ends_at", from: from.endsAt?.description, to: to.endsAt?.description),
    ]
    return RequestedCodeChange(
      code: .updatingTimeFrame, type: .accessCodeTimeFrameChanged,
      from: AccessCodeState(startsAt: from.startsAt, endsAt: from.endsAt),
      to: AccessCodeState(startsAt: to.startsAt, endsAt: to.endsAt),
      properties: properties.filter { $0.from != $0.to })
  }

  /// Events do not contain digits.
  private static var digits: RequestedCodeChange {
    RequestedCodeChange(
      code: .updatingCode, type: .accessCodeCodeChanged, from: .digits, to: .digits,
      properties: [.init("code", from: nil, to: nil)])
  }
}

extension Schedule {
  /// The times that an access code shows: none if it is ongoing.
  fileprivate var codeTimes: (startsAt: Instant?, endsAt: Instant?) {
    endsAt == nil ? (nil, nil) : (startsAt, endsAt)
  }
}

extension Transaction {
  /// Appends the events of a requested change: the request, each change, and all together.
  ///
  /// - Parameter attempt: the attempt at the change, if there is one.
  func append(
    _ changes: [RequestedCodeChange], about code: AccessCodeRecord, of attempt: ID<ActionAttempt>? = nil
  ) throws {
    if !changes.isEmpty {
      try append(.accessCodeMutationsRequested, about: code, of: attempt) { event in
        event.code.requestedMutations = changes.map {
          EventAccessCode.RequestedMutation($0.code, from: $0.from, to: $0.to)
        }
      }
    }
    for change in changes {
      try append(change.type, about: code, of: attempt) { event in
        event.code.changeDescription = EventForm.all[change.type]?.doc
        event.code.from = change.from
        event.code.to = change.to
      }
    }
    try append(.accessCodeChanged, about: code, of: attempt) { event in
      event.code.changeReason = EventAccessCode.ChangeReason.requested.rawValue
      if !changes.isEmpty { event.code.changedProperties = changes.flatMap(\.properties) }
    }
  }
}
