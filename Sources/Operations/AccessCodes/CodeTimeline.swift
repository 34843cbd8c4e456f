import API
import Core
import Store
import Wire

extension Platform {
  /// The timeline of a code is the part of the event log that is about it.
  func handleCodeTimeline(_ handlers: inout Handlers) {
    handlers.on(AccessCodes.GetTimeline.self) { request, caller in
      try await read(caller) { connection, _ in
        let code = try connection.accessCode(request.accessCodeID, nil, caller)
        var filter = EventFilter()
        filter.accessCodeID = code.id
        filter.from = request.after
        filter.until = request.before
        // Other events about the code, such as those of its lock, are no part of the timeline.
        filter.types = (request.eventTypes ?? AccessCodeTimeline.Kind.allCases).map(\.rawValue)
        return try connection.timeline(filter, atMost: request.limit, caller)
      }
    }
  }
}

extension Connection {
  /// A part of a timeline. The next part begins after its last moment, so the events of one moment are not separated,
  /// even if there are more of them than asked for.
  fileprivate func timeline(
    _ filter: EventFilter, atMost limit: Int, _ caller: Caller
  ) throws -> AccessCodeTimeline {
    var limit = limit
    while true {
      let events = try timelineEvents(filter, limit: limit + 1, caller)
      guard events.count > limit, let next = events.last else { return AccessCodeTimeline(events, hasMore: false) }
      let whole = events.filter { $0.occurredAt != next.occurredAt }
      if !whole.isEmpty { return AccessCodeTimeline(whole, hasMore: true) }
      limit *= 2
    }
  }

  private func timelineEvents(
    _ filter: EventFilter, limit: Int, _ caller: Caller
  ) throws -> [AccessCodeTimeline.TimelineEvent] {
    var issues = Issues()
    return try timeline(filter, limit: limit, in: caller.workspaceID).compactMap { stored in
      AccessCodeTimeline.TimelineEvent(
        Event(try JSON.parse(stored.body.bytes), noting: &issues), by: stored.actor.shown(to: caller.session),
        of: stored.attempt, brand)
    }
  }
}

extension AccessCodeTimeline.TimelineEvent {
  /// Nil for an event that timelines do not have.
  fileprivate init?(
    _ event: Event, by actor: AccessCodeTimeline.Actor, of attempt: ID<ActionAttempt>?, _ brand: Brand
  ) {
    guard let type = event.eventType.known, let kind = AccessCodeTimeline.Kind(rawValue: type.rawValue) else {
      return nil
    }
    self.init(
      eventID: event.eventID, kind, occurredAt: event.occurredAt,
      by: actor.shown(isExternal: type.isExternal, brand),
      eventDescription: event.eventDescription ?? EventForm.all[type]?.doc ?? "",
      .init(
        eventID: event.eventID, deviceID: event.subject.deviceID,
        connectedAccountID: event.subject.connectedAccountID, actionAttemptID: attempt))
  }
}

extension EventType {
  /// Whether the event is about what a person did at the site.
  fileprivate var isExternal: Bool {
    self == .accessCodeModifiedExternalToSeam || self == .accessCodeDeletedExternalToSeam
  }
}

extension AccessCodeTimeline.Actor {
  /// The actor as a caller sees it. Who runs the workspace, and with which keys, is not for the apps of guests.
  fileprivate func shown(to session: ClientSessionRecord?) -> Self {
    guard let session, id != session.id.text else { return self }
    var actor = self
    actor.id = nil
    return actor
  }

  /// The actor with the name of a system. What a person did at the site was recorded by a rule.
  fileprivate func shown(isExternal: Bool, _ brand: Brand) -> Self {
    if isExternal { return Self(.external, displayName: brand.name) }
    return kind.known == .system ? Self(.system, displayName: "Latchkey") : self
  }
}
