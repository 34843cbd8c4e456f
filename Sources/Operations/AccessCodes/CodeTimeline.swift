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
        let found = try connection.timeline(filter, limit: request.limit + 1, in: caller.workspaceID)
        var issues = Issues()
        let events = try found.prefix(request.limit).compactMap { stored -> AccessCodeTimeline.TimelineEvent? in
          let body = try JSON.parse(stored.body.bytes)
          return AccessCodeTimeline.TimelineEvent(
            Event(body, noting: &issues), details: body.codeDetails, by: stored.actor, connection.brand)
        }
        return AccessCodeTimeline(events, hasMore: found.count > request.limit)
      }
    }
  }
}

extension AccessCodeTimeline.TimelineEvent {
  /// Nil for an event that timelines do not have.
  fileprivate init?(
    _ event: Event, details: FreeObject?, by actor: AccessCodeTimeline.Actor.Kind, _ brand: Brand
  ) {
    guard let type = event.eventType.known, let kind = AccessCodeTimeline.Kind(rawValue: type.rawValue) else {
      return nil
    }
    self.init(
      eventID: event.eventID, kind, occurredAt: event.occurredAt,
      by: AccessCodeTimeline.Actor(type.isExternal ? .external : actor, brand),
      eventDescription: event.eventDescription ?? EventForm.all[type]?.doc ?? "", details: details,
      .init(
        eventID: event.eventID, deviceID: event.subject.deviceID,
        connectedAccountID: event.subject.connectedAccountID))
  }
}

extension EventType {
  /// Whether the event is about what a person did at the site.
  fileprivate var isExternal: Bool {
    self == .accessCodeModifiedExternalToSeam || self == .accessCodeDeletedExternalToSeam
  }
}

extension AccessCodeTimeline.Actor {
  /// Only the kind of a program or an operator is stored.
  fileprivate init(_ kind: Kind, _ brand: Brand) {
    switch kind {
    case .system: self.init(kind, displayName: "Latchkey")
    case .external: self.init(kind, displayName: brand.name)
    case .apiKey, .consoleUser: self.init(kind)
    }
  }
}

extension JSON {
  /// The members of an event that say what changed. Nil if it has none.
  fileprivate var codeDetails: FreeObject? {
    let names = [
      "changed_properties", "requested_mutations", "from", "to", "access_code_errors", "access_code_warnings",
    ]
    let members = Dictionary(uniqueKeysWithValues: names.compactMap { name in self[name].map { (name, $0) } })
    return members.isEmpty ? nil : FreeObject(members)
  }
}
