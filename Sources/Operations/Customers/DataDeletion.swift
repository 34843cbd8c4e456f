import API
import Core
import Store
import Wire

/// The data that a request deletes, each with its key.
struct DoomedData: Sendable {
  var grants: [(record: AccessGrantRecord, key: String)] = []
  var people: [(record: UserIdentityRecord, key: String)] = []
  var places: [(record: SpaceRecord, key: String)] = []
}

extension Connection {
  /// The data that a request names. Unknown keys name nothing. Throws if a key fits several resources.
  ///
  /// - Parameter customer: the customer of the data. Nil for any customer, or none.
  func doomed(
    by request: Customers.DeleteData, of customer: String?, in workspace: ID<Workspace>
  ) throws -> DoomedData {
    var doomed = DoomedData()
    for (name, keys) in request.lists.stays {
      for key in Set(keys).sorted() {
        let found =
          try customer.map { try [accessGrant(key: key, ofCustomer: $0, in: workspace)].compactMap(\.self) }
          ?? accessGrants(keys: [key], in: workspace)
        try refuseSeveral(name, found.map(\.id.text), as: "access_grant_ids")
        doomed.grants += found.map { (record: $0, key: key) }
      }
    }
    for (name, keys) in request.lists.people {
      for key in Set(keys).sorted() {
        let found =
          try customer.map { try [userIdentity(key: key, ofCustomer: $0, in: workspace)].compactMap(\.self) }
          ?? userIdentities(key: key, in: workspace)
        try refuseSeveral(name, found.map(\.id.text), as: "user_identity_ids")
        doomed.people += found.map { (record: $0, key: key) }
      }
    }
    for (name, keys) in request.lists.places {
      for key in Set(keys).sorted() {
        var filter = SpaceFilter()
        filter.keys = [key]
        filter.customerKey = customer
        let found = try spaces(filter, PageRange(from: nil, limit: 100), in: workspace).rows.map(\.space)
        try refuseSeveral(name, found.map(\.id.text), as: "space_ids")
        doomed.places += found.map { (record: $0, key: key) }
      }
    }
    return doomed
  }

  private func refuseSeveral(_ list: String, _ ids: [String], as name: String) throws {
    if ids.count > 1 { throw APIError.ambiguousKey(list.replacing("_keys", with: "_key"), ids, as: name) }
  }
}

extension Platform {
  /// The number of resources that are deleted in one transaction.
  private static let deletedAtOnce = 100

  /// Deletes data, a part after the other. It is safe to repeat.
  ///
  /// - Parameter customers: the customers whose whole data is deleted.
  func delete(_ doomed: DoomedData, _ customers: [String], _ caller: Caller) async throws -> [CustomerRunRecord] {
    var outcomes: [CustomerRunRecord] = []
    for (grant, key) in doomed.grants {
      try await write(repeatable: caller) { change in
        guard let grant = try change.transaction.accessGrant(grant.id, in: change.workspaceID) else { return }
        try change.delete(grant)
      }
      outcomes.append(.deleted(key, in: "access_grants", grant.id.text))
    }
    for (person, key) in doomed.people {
      try await write(repeatable: caller) { change in
        guard let identity = try change.transaction.userIdentity(person.id, in: change.workspaceID) else { return }
        try change.delete(identity)
      }
      outcomes.append(.deleted(key, in: "user_identities", person.id.text))
    }
    for (place, key) in doomed.places {
      try await write(repeatable: caller) { change in
        guard let space = try change.transaction.space(place.id, in: change.workspaceID)?.space else { return }
        try change.delete(space)
      }
      outcomes.append(.deleted(key, in: "spaces", place.id.text))
    }
    for customer in Set(customers).sorted() { outcomes += try await delete(customer: customer, caller) }
    return outcomes
  }

  /// Deletes the whole data of a customer. Its connected accounts stay.
  private func delete(customer: String, _ caller: Caller) async throws -> [CustomerRunRecord] {
    var outcomes: [CustomerRunRecord] = []
    while true {
      let deleted = try await write(repeatable: caller) { change in
        try change.deleteSome(of: customer, limit: Self.deletedAtOnce)
      }
      if deleted.isEmpty { break }
      outcomes += deleted
    }
    try await write(repeatable: caller) { change in
      for session in try change.transaction.clientSessions(ofCustomer: customer, in: change.workspaceID)
      where session.id != caller.session?.id {
        try change.delete(session)
      }
      try change.transaction.removeRules(of: customer)
      try change.transaction.removeCustomizationProfiles(of: customer)
      try change.transaction.removeRuns(of: customer)
    }
    return outcomes
  }
}

extension Platform.Change {
  /// Deletes some stays of a customer, or else some people, or else some places.
  fileprivate mutating func deleteSome(of customer: String, limit: Int) throws -> [CustomerRunRecord] {
    let grants = try transaction.accessGrants(ofCustomer: customer, limit: limit, in: workspaceID)
    for grant in grants { try delete(grant) }
    if !grants.isEmpty { return grants.map { .deleted($0.key ?? $0.id.text, in: "access_grants", $0.id.text) } }
    let people = try transaction.userIdentities(ofCustomer: customer, limit: limit, in: workspaceID)
    for person in people { try delete(person) }
    if !people.isEmpty { return people.map { .deleted($0.key ?? $0.id.text, in: "user_identities", $0.id.text) } }
    var filter = SpaceFilter()
    filter.customerKey = customer
    let places = try transaction.spaces(filter, PageRange(from: nil, limit: limit), in: workspaceID).rows
    for place in places { try delete(place.space) }
    return places.map { .deleted($0.space.key ?? $0.space.id.text, in: "spaces", $0.space.id.text) }
  }
}

extension CustomerRunRecord {
  fileprivate static func deleted(_ key: String, in family: String, _ id: String) -> CustomerRunRecord {
    var record = CustomerRunRecord(family: family, recordKey: key, outcome: .deleted)
    record.resourceID = id
    return record
  }
}
