import API
import Core
import Store
import Wire

extension Connection {
  /// Grants with everything that decides what works of them, as far as the caller may see it.
  ///
  /// A link opens all doors of its person, also those of other customers. So the session of a customer gets only links
  /// of the customer's own people who have no access elsewhere.
  func states(of grants: [AccessGrantRecord], seenBy caller: Caller) throws -> [AccessGrantState] {
    let states = try states(of: grants, in: caller.workspaceID)
    guard let customer = caller.session?.customerKey else { return states }
    let people = Set(states.filter(\.hasLink).map(\.grant.userIdentityID))
    let own = try identities(people, onlyOf: customer, in: caller.workspaceID)
    return states.map { own.contains($0.grant.userIdentityID) ? $0 : $0.withoutLinks }
  }
}

extension AccessGrantState {
  fileprivate var hasLink: Bool { methods.contains { $0.instantKey != nil } }

  fileprivate var withoutLinks: AccessGrantState {
    var state = self
    for index in state.methods.indices { state.methods[index].instantKey = nil }
    return state
  }
}
