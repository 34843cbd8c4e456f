import API
import Core
import Store
import Wire

extension Platform.Change {
  mutating func createSpace(_ request: Spaces.Create, _ caller: Caller) throws -> Space {
    var data = SpaceData()
    data.merge(try request.customerData.checked())
    let space = SpaceRecord(
      id: identifiers.next(), workspaceID: workspaceID, sequence: try transaction.nextSpaceSequence(), createdAt: now,
      name: request.name, key: request.spaceKey, customerKey: try customer(request.customerKey, caller), parent: nil,
      customerData: data)
    try refuseTakenKey(of: space)
    let members = SpaceMembers(
      devices: try transaction.doors(devices: request.deviceIDs ?? [], caller),
      entrances: try transaction.doors(entrances: request.acsEntranceIDs ?? [], caller))
    let accounts = request.connectedAccountIDs ?? []
    try transaction.refuseUnseen(accounts, caller)
    try transaction.insert(space)
    _ = try transaction.save(members, was: SpaceMembers(devices: [], entrances: []), of: space.id)
    for account in accounts { try transaction.add(account, to: space.id) }
    try transaction.append(.spaceCreated, about: space, try transaction.spaceMembers(of: space.id, in: workspaceID))
    return try transaction.space(space.id, nil, caller).resource
  }

  mutating func update(_ request: Spaces.Update, _ caller: Caller) throws -> Space {
    let known = try transaction.space(request.spaceID, request.spaceKey, caller).space
    var space = known
    space.name = request.name ?? space.name
    space.key = request.spaceKey ?? space.key
    space.customerData.merge(try request.customerData.checked())
    if request.parentSpaceID != nil || request.parentSpaceKey != nil {
      space.parent = try parent(request, of: space, caller)
    }
    if space.key != known.key { try refuseTakenKey(of: space) }
    if space != known { try transaction.save(space) }
    let before = try transaction.spaceMembers(of: space.id, in: workspaceID)
    var members = before
    if let devices = request.deviceIDs { members.devices = try transaction.doors(devices: devices, caller) }
    if let entrances = request.acsEntranceIDs {
      members.entrances = try transaction.doors(entrances: entrances, caller)
    }
    try save(members, was: before, of: space)
    return try transaction.space(space.id, nil, caller).resource
  }

  /// Stores the devices and entrances of a space, and appends an event if they changed.
  mutating func save(_ members: SpaceMembers, was before: SpaceMembers, of space: SpaceRecord) throws {
    guard try transaction.save(members, was: before, of: space.id) else { return }
    if members.doors != before.doors {
      for var grant in try transaction.accessGrants(onSpace: space.id, in: workspaceID, now: now) {
        grant.lostDoors.removeAll { $0.space == space.id }
        try follow(grant)
      }
    }
    try transaction.append(
      .spaceDeviceMembershipChanged, about: space, try transaction.spaceMembers(of: space.id, in: workspaceID))
  }

  /// Deletes a space. Its grants lose its doors.
  mutating func delete(_ space: SpaceRecord) throws {
    let members = try transaction.spaceMembers(of: space.id, in: workspaceID)
    try transaction.append(.spaceDeleted, about: space, members)
    let grants = try transaction.accessGrants(onSpace: space.id, in: workspaceID, now: now)
    try transaction.noteDeletion(of: space)
    try transaction.remove(space)
    for var grant in grants {
      grant.lostDoors.removeAll { $0.space == space.id }
      try follow(grant)
    }
  }

  /// The customer of a new space. A customer's session creates only spaces of its customer.
  private func customer(_ asked: String?, _ caller: Caller) throws -> String? {
    guard let own = caller.session?.customerKey else { return asked }
    guard asked == nil || asked == own else {
      throw APIError.invalidInput("customer_key", "The client session belongs to another customer")
    }
    return own
  }

  private func refuseTakenKey(of space: SpaceRecord) throws {
    guard let key = space.key else { return }
    let other = try transaction.space(key: key, ofCustomer: space.customerKey, in: workspaceID)?.space
    if let other, other.id != space.id { throw APIError.spaceKeyTaken(by: other.id.text) }
  }

  /// The parent that a space gets: another space of the same customer. A space is never inside itself.
  private func parent(_ request: Spaces.Update, of space: SpaceRecord, _ caller: Caller) throws -> ID<Space> {
    let name = request.parentSpaceID == nil ? "parent_space_key" : "parent_space_id"
    let parent =
      if let id = request.parentSpaceID {
        try transaction.space(id, nil, caller).space
      } else {
        try request.parentSpaceKey.flatMap {
          try transaction.space(key: $0, ofCustomer: space.customerKey, in: workspaceID)
        }?.space
      }
    guard let parent else { throw APIError.notFound(.space, "parent_space_key", request.parentSpaceKey) }
    guard parent.customerKey == space.customerKey else {
      throw APIError.invalidInput(name, "The space belongs to another customer")
    }
    var above: SpaceRecord? = parent
    for _ in 0..<Self.depthMax {
      guard let next = above else { return parent.id }
      guard next.id != space.id else { throw APIError.invalidInput(name, "A space cannot contain itself") }
      above = try next.parent.flatMap { try transaction.space($0, in: workspaceID)?.space }
    }
    throw APIError.invalidInput(name, "Spaces can be inside each other at most \(Self.depthMax) deep")
  }

  /// The maximum number of spaces that contain each other.
  private static let depthMax = 50
}

extension SpaceCustomerData? {
  /// The data, if its time zone exists.
  fileprivate func checked() throws -> SpaceCustomerData {
    if let zone = self?.timeZone?.optional, SiteZone(zone) == nil {
      throw APIError.invalidInput(
        ["customer_data", "time_zone"], "Unknown time zone. Use an IANA name such as Europe/Amsterdam")
    }
    return self ?? SpaceCustomerData()
  }
}
