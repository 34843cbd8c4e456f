import API
import Core
import Store
import Wire

extension Platform {
  func handleEvents(_ handlers: inout Handlers) {
    handlers.on(stored: Events.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let event =
          if let id = request.eventID {
            try connection.event(id, in: caller.workspaceID)
          } else {
            try connection.lastEvent(ofType: request.eventType, about: request.deviceID, in: caller.workspaceID)
          }
        guard let event, try connection.mayShow(event, caller) else {
          throw APIError.notFound(.event, request.eventID?.text)
        }
        return event.body
      }
    }
    handlers.on(stored: Events.List.self) { request, caller in
      if let between = request.between, between[0] >= between[1] {
        throw APIError.invalidInput("between", "The second moment must be after the first")
      }
      return try await read(caller) { connection, _ in
        var filter = request.filter
        guard let identity = try caller.narrowed(filter.subject.userIdentityID, connection) else { return [] }
        filter.subject.userIdentityID = identity
        return try connection.events(
          filter, limit: min(request.limit, Paging.rowMax), offset: request.unstableOffset ?? 0, in: caller.workspaceID)
      }
    }
  }
}

extension Connection {
  /// Whether an event is about a user of the session's identity.
  fileprivate func mayShow(_ event: StoredEvent, _ caller: Caller) throws -> Bool {
    guard caller.session != nil else { return true }
    guard let user = event.acsUserID, let record = try acsUser(user, in: caller.workspaceID) else {
      return false
    }
    return caller.maySee(record.userIdentityID)
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
    filter.accessGrantIDs = accessGrantIDs
    filter.accessMethodIDs = accessMethodIDs
    filter.accessCodeID = accessCodeID
    filter.accessCodeIDs = accessCodeIDs
    filter.spaceIDs = spaceIDs
    filter.acsSystemIDs = acsSystemIDs
    filter.deviceIDs = deviceIDs
    filter.customerKey = customerKey
    return filter
  }
}
