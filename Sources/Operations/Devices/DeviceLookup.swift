import API
import Core
import Store
import Wire

extension Connection {
  /// The requested device. A session can get only devices that it sees. For any other it is out of
  /// scope (`docs/public-api.md`, client sessions).
  func device(_ selector: DeviceSelector, _ caller: Caller) throws -> DeviceRecord {
    if let found = try seenDevice(selector, caller, areManaged: true) { return found }
    if let other = try seenDevice(selector, caller, areManaged: false) {
      throw APIError.managedDeviceNotFound(other.id.text)
    }
    throw try isUnseen(selector.deviceID, caller) ? APIError.outOfScope : .notFound(.device, selector.deviceID?.text)
  }

  /// The requested unmanaged device.
  func unmanagedDevice(_ selector: DeviceSelector, _ caller: Caller) throws -> DeviceRecord {
    if let found = try seenDevice(selector, caller, areManaged: false) { return found }
    if let other = try seenDevice(selector, caller, areManaged: true) {
      throw APIError.unmanagedDeviceNotFound(other.id.text)
    }
    throw try isUnseen(selector.deviceID, caller) ? APIError.outOfScope : .notFound(.device, selector.deviceID?.text)
  }

  /// The managed device that a caller wants to act on.
  func device(toChange id: ID<Device>, _ caller: Caller) throws -> DeviceRecord {
    let found = try lock(toChange: id, caller)
    guard found.isManaged else { throw APIError.deviceUnmanaged(id.text) }
    return found
  }

  /// The device that a caller wants to act on, managed or not. A session that does not see it is forbidden to act
  /// on it, since its token is valid.
  func lock(toChange id: ID<Device>, _ caller: Caller) throws -> DeviceRecord {
    if let found = try seenDevice(DeviceSelector(id), caller, areManaged: nil) { return found }
    throw try isUnseen(id, caller) ? APIError.deviceNotSeen : .notFound(.device, id.text)
  }

  /// The device whose settings a caller changes. Guests share locks, so a session that sees a lock only by its identity
  /// must not change it.
  func device(toEdit id: ID<Device>, _ caller: Caller) throws -> DeviceRecord {
    let found = try device(toChange: id, caller)
    try refuseShared(found, caller)
    return found
  }

  /// The same, managed or not. Also for a caller who reads what guests must not know.
  func lock(toEdit id: ID<Device>, _ caller: Caller) throws -> DeviceRecord {
    let found = try lock(toChange: id, caller)
    try refuseShared(found, caller)
    return found
  }

  /// The device whose name and metadata a caller changes, which all customers see. So the session of a customer must not
  /// change a device that another one has too.
  func device(toDescribe id: ID<Device>, _ caller: Caller) throws -> DeviceRecord {
    let found = try device(toEdit: id, caller)
    if let session = caller.session,
      try isShared(found.entrance.id, of: found.entrance.connectedAccountID, with: session)
    {
      throw APIError.sharedDevice
    }
    return found
  }

  private func refuseShared(_ device: DeviceRecord, _ caller: Caller) throws {
    guard let session = caller.session else { return }
    guard try accounts(seenBy: session).contains(device.entrance.connectedAccountID) else {
      throw APIError.sharedDevice
    }
  }

  /// Whether the caller can get a device.
  func sees(_ id: ID<Device>, _ caller: Caller) throws -> Bool {
    try seenDevice(DeviceSelector(id), caller, areManaged: true) != nil
  }

  private func seenDevice(
    _ selector: DeviceSelector, _ caller: Caller, areManaged: Bool?
  ) throws -> DeviceRecord? {
    var list = Devices.List()
    list.filter.deviceIDs = selector.deviceID.map { [$0] }
    return try devices(list, caller, areManaged: areManaged).first {
      selector.name == nil || $0.displayName == selector.name
    }
  }

  private func isUnseen(_ id: ID<Device>?, _ caller: Caller) throws -> Bool {
    guard caller.session != nil, let id else { return false }
    return try device(ID(id.text), in: caller.workspaceID) != nil
  }

  /// The requested devices that the caller can see.
  ///
  /// - Parameter areManaged: only managed devices, or only unmanaged ones. Nil for both.
  func devices(_ request: Devices.List, _ caller: Caller, areManaged: Bool? = true) throws -> [DeviceRecord] {
    let wishes = request.filter
    if wishes.isAboutOthers(brand.kinds) || request.unstableLocationID?.optional != nil { return [] }
    var filter = AcsEntranceFilter()
    filter.ids = wishes.deviceIDs?.map { ID($0.text) }
    filter.connectedAccountID = wishes.connectedAccountID
    filter.customerKey = wishes.customerKey
    filter.deviceSpaces = request.spaceID.map { [$0] }
    if let session = caller.session {
      filter.sight = try sight(of: session)
    } else if let key = request.userIdentifierKey {
      guard let session = try clientSession(key: key, in: caller.workspaceID) else { return [] }
      filter.sight = try sight(of: session)
    }
    if let webview = wishes.connectWebviewID {
      guard let account = try connectWebview(webview, in: caller.workspaceID)?.progress.accountID,
        account == wishes.connectedAccountID ?? account
      else { return [] }
      filter.connectedAccountID = account
    }
    return try devices(filter, in: caller.workspaceID).filter { device in
      wishes.accepts(device, brand) && areManaged.map { $0 == device.isManaged } ?? true
        && request.customMetadataHas?.accepts(device.settings.notes.members) ?? true
    }
  }

  /// A page of the requested devices that the caller can see.
  func devices(
    _ request: Devices.List, _ paging: Paging, _ caller: Caller, areManaged: Bool
  ) throws -> PageOf<DeviceRecord> {
    let all = try devices(request, caller, areManaged: areManaged)
      .filter { $0.entrance.sequence >= paging.range.from ?? 0 }
    return PageOf(all, limit: paging.range.limit, sequence: \.entrance.sequence)
  }

  /// The devices that an identity can use.
  func devices(usableBy identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [DeviceRecord] {
    var filter = AcsEntranceFilter()
    filter.reach = .usable(identity)
    return try devices(filter, in: workspace).filter(\.isManaged)
  }

  func existingIdentity(_ id: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> ID<UserIdentity> {
    guard let identity = try userIdentity(id, in: workspace) else { throw APIError.notFound(.userIdentity, id.text) }
    return identity.id
  }
}

extension DeviceFilter {
  /// The shortest text that is searched for in IDs.
  private static let idSearchMin = 4

  /// Whether the filter excludes all locks of the brand.
  fileprivate func isAboutOthers(_ kinds: BrandKinds) -> Bool {
    let types = (deviceTypes ?? []) + (deviceType.map { [$0] } ?? [])
    return manufacturer.map { $0 != kinds.manufacturer } ?? false
      || (deviceType != nil || deviceTypes != nil) && !types.contains(kinds.lock.kind)
  }

  fileprivate func accepts(_ device: DeviceRecord, _ brand: Brand) -> Bool {
    if let accounts = connectedAccountIDs, !accounts.contains(device.entrance.connectedAccountID) { return false }
    if let moment = createdBefore, device.entrance.createdAt >= moment { return false }
    if let search {
      // Shorter texts are in almost every ID.
      let id = search.count < Self.idSearchMin ? nil : device.entrance.id.text
      if !foldedText(device.displayName, id).contains(foldedText(search)) { return false }
    }
    let holds = device.resource(brand).conditions
    if includeIf?.contains(where: { !holds.contains($0) }) ?? false { return false }
    return !(excludeIf?.contains(where: holds.contains) ?? false)
  }
}

extension Device {
  /// The capabilities by which lists are filtered.
  fileprivate var conditions: Set<DeviceCondition> {
    let all: [(DeviceCondition, Bool?)] = [
      (.canRemotelyUnlock, canRemotelyUnlock), (.canRemotelyLock, canRemotelyLock),
      (.canUnlockWithCode, canUnlockWithCode), (.canSimulateConnection, canSimulateConnection),
      (.canSimulateDisconnection, canSimulateDisconnection), (.canSimulateRemoval, canSimulateRemoval),
    ]
    return Set(all.filter { $0.1 == true }.map(\.0))
  }
}
