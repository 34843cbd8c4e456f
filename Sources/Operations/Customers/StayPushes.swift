import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Creates, changes or ends the access grant of a stay.
  mutating func take(
    _ record: CustomerStay, of customer: String, _ rules: StayRules, _ caller: Caller
  ) throws -> TakenRecord {
    let grant = try transaction.accessGrant(key: record.key, ofCustomer: customer, in: workspaceID)
    let stay = record.endedByLeaving(grant, at: now)
    let known = try grant.map { grant in
      (grant: grant, spaces: Set(try transaction.spaces(ofGrant: grant.id, in: workspaceID)))
    }
    // Access ends, whatever person and places the record names.
    let isEnding = stay.isCanceled || known != nil && stay.isOver(at: now)
    let person = try isEnding ? nil : stay.personKey.map { try self.person($0, of: customer) }
    let places = try isEnding ? nil : stay.placeKeys?.map { try place($0, of: customer) }
    switch stay.change(of: known, person: person?.id, places: places, rules, now: now) {
    case .none where known != nil && !stay.isCanceled: break
    case .none: return TakenRecord(.unchanged, nil)
    case .create:
      let created = try grantStay(stay, of: customer, to: person, at: places, rules, caller)
      return TakenRecord(.created, created.text, try codeNote(on: stay, of: created))
    case .replace:
      guard let known else { break }
      try delete(known.grant)
      let created = try grantStay(
        stay.completed(from: known.grant), of: customer, to: person,
        at: places ?? known.spaces.sorted { $0.text < $1.text }, rules, caller)
      return TakenRecord(.changed, created.text, try codeNote(on: stay, of: created))
    case .update(let changes):
      guard let known else { break }
      _ = try update(changes.request(of: known.grant), caller)
      try save(changes.metadata, of: known.grant.id)
      _ = try requestMeans(for: stay, of: known.grant.id, rules)
      return TakenRecord(.changed, known.grant.id.text, try note(on: stay, of: known, at: places, rules))
    case .end:
      guard let known else { break }
      try delete(known.grant)
      return TakenRecord(.deleted, known.grant.id.text)
    }
    guard let known else { return TakenRecord(.unchanged, nil) }
    let isCompleted = try requestMeans(for: stay, of: known.grant.id, rules)
    return TakenRecord(
      isCompleted ? .changed : .unchanged, known.grant.id.text, try note(on: stay, of: known, at: places, rules))
  }

  /// Requests the means of access that a push asks for and the push before did not: those of a new place, of doors that
  /// were put into a place, or of changed rules. What somebody deleted meanwhile stays deleted.
  ///
  /// - Returns: whether any were requested.
  mutating func requestMeans(
    for stay: CustomerStay, of id: ID<AccessGrant>, _ rules: StayRules
  ) throws -> Bool {
    guard var grant = try transaction.accessGrant(id, in: workspaceID), !grant.schedule.isOver(at: now) else {
      return false
    }
    let doors = try transaction.doors(ofGrants: [id], in: workspaceID)[id] ?? []
    let wish = rules.modes(for: doors)
    if doors.isEmpty || wish == grant.pushedModes { return false }
    let requested = try (transaction.methodRequests(of: [id], in: workspaceID)[id] ?? []).map(\.mode)
    let missing = rules.newModes(for: doors, requested: requested, pushed: grant.pushedModes)
    grant.pushedModes = wish
    try transaction.save(grant)
    if missing.isEmpty { return false }
    let person = try identity(grant.userIdentityID)
    let code = rules.code(of: stay, phoneNumber: person.phoneNumber)
    try request(rules.requests(missing, code: code), of: grant)
    return true
  }

  /// What of a stay its grant does not follow, and why.
  private func note(
    on stay: CustomerStay, of known: (grant: AccessGrantRecord, spaces: Set<ID<Space>>), at places: [ID<Space>]?,
    _ rules: StayRules
  ) throws -> RecordRefused? {
    try RecordRefused.rulesOff(stay.hinderingRules(of: known, places: places, rules, now: now))
      ?? codeNote(on: stay, of: known.grant.id)
  }

  /// Why the preferred PIN of a stay is not used. Nil if there is none, or if its grant requests it.
  private func codeNote(on stay: CustomerStay, of grant: ID<AccessGrant>) throws -> RecordRefused? {
    guard let wish = stay.preferredCode else { return nil }
    func unusable(_ message: String) -> RecordRefused { RecordRefused("preferred_code_unusable", message) }
    guard isPIN(wish) else { return unusable("preferred_code must have 4 to 9 digits. The stay gets another PIN") }
    let requests = try transaction.methodRequests(of: [grant], in: workspaceID)[grant] ?? []
    guard let request = requests.first(where: { $0.mode == .code }) else {
      return unusable("The stay gets no PIN, as the rules and its doors say, so that its preferred_code is not used")
    }
    if try secrets.code(of: request, in: workspaceID) == wish { return nil }
    return unusable("A PIN never changes during a stay, so that its new preferred_code is not used")
  }

  /// Creates the access grant of a stay.
  mutating func grantStay(
    _ stay: CustomerStay, of customer: String, to person: UserIdentityRecord?, at places: [ID<Space>]?,
    _ rules: StayRules, _ caller: Caller
  ) throws -> ID<AccessGrant> {
    try rules.refuseUngranted(stay)
    guard let person else {
      throw RecordRefused("person_missing", "The stay names no person. Give the key of a person, such as guest_key")
    }
    guard let places, !places.isEmpty else {
      throw RecordRefused("places_missing", "The stay names no places. Give their keys, such as room_keys")
    }
    if stay.isOver(at: now) { throw RecordRefused("stay_is_over", "The stay is over, so it gets no access") }
    if stay.endsAt == nil, stay.kind == .reservation || stay.kind == .booking {
      throw RecordRefused("ends_at_missing", "The stay has no ends_at, so that its access would never end")
    }
    var request = AccessGrants.Create()
    request.accessGrantKey = stay.key
    request.name = stay.name.map { .value($0) }
    request.startsAt = stay.startsAt
    request.endsAt = stay.endsAt.map { .value($0) }
    request.userIdentityID = person.id
    request.spaceIDs = places
    let modes = rules.modes(for: try doors(of: places))
    request.requestedAccessMethods = rules.requests(
      // A grant without any means would not say what is wrong with its doors.
      modes.isEmpty ? Array(rules.accessMethods.prefix(1)) : modes,
      code: rules.code(of: stay, phoneNumber: person.phoneNumber))
    let tags = GrantTags(customerKey: customer, reservationKey: stay.reservationKey, pushedModes: modes)
    let grant = try createGrant(request, caller, tags: tags).accessGrantID
    try save(stay.metadata, of: grant)
    return grant
  }

  /// Stores the metadata of a stay. Nil changes nothing.
  private func save(_ metadata: [String: JSON]?, of id: ID<AccessGrant>) throws {
    guard let metadata, var grant = try transaction.accessGrant(id, in: workspaceID) else { return }
    grant.customMetadata = metadata
    try transaction.save(grant)
  }

  /// The person with a key: one of the customer, or else one of no customer.
  private func person(_ key: String, of customer: String) throws -> UserIdentityRecord {
    if let own = try transaction.userIdentity(key: key, ofCustomer: customer, in: workspaceID) { return own }
    guard let shared = try transaction.userIdentity(key: key, ofCustomer: nil, in: workspaceID) else {
      throw RecordRefused("person_not_found", "No person has the key \(key). Push the person too")
    }
    return shared
  }

  /// The space with a key: one of the customer, or else one of no customer.
  private func place(_ key: String, of customer: String) throws -> ID<Space> {
    guard let space = try transaction.place(key, of: customer, in: workspaceID) else {
      throw RecordRefused.unknownPlace(key)
    }
    return space.id
  }

  /// The doors of spaces, each once.
  private func doors(of spaces: [ID<Space>]) throws -> [AcsEntranceRecord] {
    let ids = try spaces.reduce(into: Set<ID<AcsEntrance>>()) { doors, space in
      doors.formUnion(try transaction.spaceMembers(of: space, in: workspaceID).doors)
    }
    if ids.isEmpty { return [] }
    var filter = AcsEntranceFilter()
    filter.ids = Array(ids)
    return try transaction.acsEntrances(filter, PageRange(from: nil, limit: ids.count), in: workspaceID).rows
  }
}

extension Connection {
  /// The space with a key: one of the customer, or else one of no customer.
  func place(_ key: String, of customer: String, in workspace: ID<Workspace>) throws -> SpaceRecord? {
    try space(key: key, ofCustomer: customer, in: workspace)?.space
      ?? space(key: key, ofCustomer: nil, in: workspace)?.space
  }
}

extension RecordRefused {
  /// A stay names a place that is not known.
  static func unknownPlace(_ key: String) -> RecordRefused {
    RecordRefused("place_not_found", "No space has the key \(key). Push the place too, and put doors into it")
  }
}

extension StayUpdate {
  /// The request that changes a grant.
  fileprivate func request(of grant: AccessGrantRecord) -> AccessGrants.Update {
    var request = AccessGrants.Update()
    request.accessGrantID = grant.id
    request.startsAt = startsAt
    if let endsAt { request.endsAt = .set(endsAt) }
    if let name { request.name = .set(name) }
    request.spaceIDs = spaces
    return request
  }
}

extension StayRules {
  /// Refuses a stay to which the rules give no access.
  fileprivate func refuseUngranted(_ stay: CustomerStay) throws {
    let (isOn, name) =
      stay.kind == .staff ? (grantsStaff, "staff_member_created") : (grantsStays, "reservation_created")
    if !isOn, let refusal = RecordRefused.rulesOff([name]) { throw refusal }
  }

  /// The requests of means of access.
  fileprivate func requests(_ modes: [AccessMethod.Mode], code: String?) -> [AccessGrants.MethodRequest] {
    modes.map { mode in
      var request = AccessGrants.MethodRequest()
      request.mode = mode
      if mode == .code { request.code = code }
      if mode == .mobileKey { request.instantKeyMaxUseCount = instantKeyMaxUseCount }
      return request
    }
  }
}
