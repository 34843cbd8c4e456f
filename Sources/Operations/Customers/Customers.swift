import API
import Core
import Store
import Wire

extension Platform {
  func handleCustomers(_ handlers: inout Handlers) {
    handlers.on(Customers.PushData.self) { request, caller, answer in
      try request.lists.refuseContradictions(at: [])
      let outcomes = try await push(request.lists.records, of: request.customerKey, caller)
      return try await write(caller, keeping: answer) { change in
        _ = try change.finish(.pushData, of: request.customerKey, outcomes)
        return Nothing()
      }
    }
    handlers.on(Customers.DeleteData.self) { request, caller, answer in
      let customer = try caller.customer(request)
      let doomed = try await read(caller) { connection, _ in
        try connection.doomed(by: request, of: customer, in: caller.workspaceID)
      }
      let outcomes = try await delete(doomed, request.customerKeys ?? [], caller)
      return try await write(caller, keeping: answer) { change in
        _ = try change.finish(.deleteData, of: customer, outcomes)
        return Nothing()
      }
    }
    handlers.on(Customers.CreatePortal.self) { request, caller, answer in
      let data = try request.pushedData()
      let base = try caller.address.forLinks()
      if let id = request.customizationProfileID {
        _ = try await read(caller) { connection, _ in try connection.profile(id, caller) }
      }
      let outcomes = try await push(data.lists.records, of: data.customerKey, caller)
      return try await write(caller, keeping: answer) { change in
        if !outcomes.isEmpty { _ = try change.finish(.createPortal, of: data.customerKey, outcomes) }
        return try change.createPortal(of: data.customerKey, request, base).resource
      }
    }
    handlers.on(CustomerReservations.CreateDeepLink.self) { request, caller, answer in
      let base = try caller.address.forLinks()
      return try await write(caller, keeping: answer) { change in
        try change.refuseUnknown(request)
        let portal = try change.createPortal(of: request.customerKey, request.portal, base)
        return PortalLink(customerPortalID: portal.record.id, url: portal.url, expiresAt: portal.record.expiresAt)
      }
    }
  }
}

extension CustomerLists {
  /// Refuses lists with a stay that contradicts itself.
  ///
  /// - Parameter path: the place of the lists in the request.
  func refuseContradictions(at path: [String]) throws {
    if let found = contradiction { throw APIError.invalidInput(path + found.path, found.message) }
  }
}

extension Caller {
  /// The customer whose data a request deletes. A customer's session deletes only data of its customer.
  fileprivate func customer(_ request: Customers.DeleteData) throws -> String? {
    guard let session else { return request.customerKey }
    guard let own = session.customerKey else { throw APIError.notForClientSessions }
    guard request.customerKey == nil || request.customerKey == own else {
      throw APIError.invalidInput("customer_key", "The client session belongs to another customer")
    }
    guard (request.customerKeys ?? []).allSatisfy({ $0 == own }) else {
      throw APIError.invalidInput("customer_keys", "The client session belongs to another customer")
    }
    return own
  }
}
