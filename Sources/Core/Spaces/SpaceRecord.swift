package import API
package import Wire

/// A stored space.
package struct SpaceRecord: Hashable, Sendable {
  package let id: ID<Space>
  package let workspaceID: ID<Workspace>
  package let sequence: Int
  package let createdAt: Instant
  package var name: String
  /// Unique for the customer.
  package var key: String?
  package let customerKey: String?
  package var parent: ID<Space>?
  package var customerData: SpaceData
  /// The integrator's own metadata of a pushed place.
  package var customMetadata: [String: JSON] = [:]

  package init(
    id: ID<Space>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant, name: String, key: String?,
    customerKey: String?, parent: ID<Space>?, customerData: SpaceData
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.name = name
    self.key = key
    self.customerKey = customerKey
    self.parent = parent
    self.customerData = customerData
  }
}

/// The integrator's own data of a space.
package struct SpaceData: Hashable, Sendable {
  package var address: String?
  package var checkinTime: String?
  package var checkoutTime: String?
  package var timeZone: String?

  package init(address: String? = nil, checkinTime: String? = nil, checkoutTime: String? = nil, timeZone: String? = nil)
  {
    self.address = address
    self.checkinTime = checkinTime
    self.checkoutTime = checkoutTime
    self.timeZone = timeZone
  }

  /// Takes the given properties and clears those that are null.
  package mutating func merge(_ given: SpaceCustomerData) {
    func merged(_ new: Nullable<String>?, _ old: String?) -> String? { new.map(\.optional) ?? old }
    address = merged(given.address, address)
    checkinTime = merged(given.defaultCheckinTime, checkinTime)
    checkoutTime = merged(given.defaultCheckoutTime, checkoutTime)
    timeZone = merged(given.timeZone, timeZone)
  }

  /// The API resource. Nil if there is no data.
  fileprivate var resource: SpaceCustomerData? {
    if self == SpaceData() { return nil }
    var resource = SpaceCustomerData()
    resource.address = address.map { .value($0) }
    resource.defaultCheckinTime = checkinTime.map { .value($0) }
    resource.defaultCheckoutTime = checkoutTime.map { .value($0) }
    resource.timeZone = timeZone.map { .value($0) }
    return resource
  }
}

/// The devices and entrances of a space. A door can be both.
package struct SpaceMembers: Hashable, Sendable {
  package var devices: [ID<AcsEntrance>]
  package var entrances: [ID<AcsEntrance>]

  package init(devices: [ID<AcsEntrance>], entrances: [ID<AcsEntrance>]) {
    self.devices = devices
    self.entrances = entrances
  }

  /// Every door of the space once.
  package var doors: Set<ID<AcsEntrance>> { Set(devices).union(entrances) }
}

/// A space with what other tables know of it.
package struct SpaceRow: Hashable, Sendable {
  package var space: SpaceRecord
  package var parentKey: String?
  package var deviceCount: Int
  package var entranceCount: Int

  package init(space: SpaceRecord, parentKey: String?, deviceCount: Int, entranceCount: Int) {
    self.space = space
    self.parentKey = parentKey
    self.deviceCount = deviceCount
    self.entranceCount = entranceCount
  }

  /// The API resource.
  package var resource: Space {
    var resource = Space(
      spaceID: space.id, workspaceID: space.workspaceID, createdAt: space.createdAt, name: space.name)
    resource.spaceKey = space.key
    resource.customerKey = space.customerKey
    resource.customerData = space.customerData.resource
    resource.parentSpaceID = space.parent
    resource.parentSpaceKey = parentKey
    resource.deviceCount = deviceCount
    resource.acsEntranceCount = entranceCount
    return resource
  }
}
