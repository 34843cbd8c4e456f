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
        filter.types = request.eventTypes
        let found = try connection.events(filter, limit: request.limit + 1, offset: 0, in: caller.workspaceID)
        var issues = Issues()
        let events = try found.prefix(request.limit).map { stored in
          AccessCodeTimeline.TimelineEvent(Event(try JSON.parse(stored.bytes), noting: &issues))
        }
        return AccessCodeTimeline(events, hasMore: found.count > request.limit)
      }
    }
  }
}

extension AccessCodeTimeline.TimelineEvent {
  fileprivate init(_ event: Event) {
    self.init(
      eventID: event.eventID, eventType: event.eventType.known?.rawValue ?? "", occurredAt: event.occurredAt,
      eventDescription: event.eventDescription ?? event.eventType.known.flatMap { EventForm.all[$0]?.doc } ?? "",
      .init(
        eventID: event.eventID, deviceID: event.subject.deviceID,
        connectedAccountID: event.subject.connectedAccountID))
  }
}
