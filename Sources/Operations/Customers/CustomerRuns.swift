import API
import Core
import Store
import Wire

extension Platform {
  func handleCustomerRuns(_ handlers: inout Handlers) {
    handlers.on(CustomerRuns.GetRules.self) { request, caller in
      try await read(caller) { connection, _ in
        try connection.rules(of: request.customerKey, in: caller.workspaceID)
      }
    }
    handlers.on(CustomerRuns.UpdateRules.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        if case .set(let modes) = request.accessMethods, Set(modes).count != modes.count {
          throw APIError.invalidInput("access_methods", "Give each means of access once")
        }
        let known = try change.transaction.customerRules(of: request.customerKey, in: change.workspaceID)
        try change.transaction.save(request.applied(to: known), of: request.customerKey)
        return try change.transaction.rules(of: request.customerKey, in: change.workspaceID)
      }
    }
    handlers.on(CustomerRuns.GetRun.self) { request, caller in
      try await read(caller) { connection, _ in
        guard let run = try connection.customerRun(request.customerRunID, in: caller.workspaceID) else {
          throw APIError.notFound(.customerRun, request.customerRunID.text)
        }
        return run
      }
    }
    handlers.on(CustomerRuns.ListRuns.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var filter = CustomerRunFilter()
        filter.customerKey = request.customerKey
        filter.onlyRefused = request.onlyRefused ?? false
        let page = try connection.customerRuns(filter, paging.range, in: caller.workspaceID)
        return Page(page.rows, paging.pagination(next: page.next))
      }
    }
  }
}

extension Connection {
  /// The rules that hold for a customer, or for all customers without own rules.
  fileprivate func rules(of customer: String?, in workspace: ID<Workspace>) throws -> CustomerRules {
    let own = try customerRules(of: customer, in: workspace)
    let above = try customer == nil ? CustomerRuleSettings() : customerRules(of: nil, in: workspace)
    return CustomerRules(
      customerKey: customer, settings: own.over(above).over(StayRules.standard), ownRules: own.given)
  }
}
