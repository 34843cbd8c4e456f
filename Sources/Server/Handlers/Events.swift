import API
import Store
import Wire

extension Platform {
  func handleEvents(_ handlers: inout Handlers) {
    handlers.on(Events.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        var event: Event?
        if let id = request.eventID {
          event = try connection.event(id, in: caller.workspaceID)
        } else if let type = request.eventType, request.deviceID == nil {
          event = try connection.lastEvent(ofType: type, in: caller.workspaceID)
        }
        guard let event else { throw APIError.notFound(.event, request.eventID?.text) }
        return event
      }
    }
    handlers.on(Events.List.self) { request, caller in
      if let between = request.between, between[0] >= between[1] {
        throw APIError.invalidInput("between", "The second moment must come after the first")
      }
      // There is nothing yet that those filters name.
      if request.elsewhere.isGiven { return [] }
      return try await read(caller) { connection, _ in
        try connection.events(
          request.filter, limit: request.limit, offset: request.unstableOffset ?? 0, in: caller.workspaceID)
      }
    }
  }
}

extension Events.List {
  fileprivate var filter: EventFilter {
    var filter = EventFilter()
    filter.from = since ?? between?.first
    filter.until = between?.last
    filter.ids = eventIDs
    let types = (eventTypes ?? []) + (eventType.map { [$0] } ?? [])
    filter.types = eventTypes == nil && eventType == nil ? nil : types.map(\.rawValue)
    filter.subject = subject
    filter.acsSystemIDs = acsSystemIDs
    return filter
  }
}
