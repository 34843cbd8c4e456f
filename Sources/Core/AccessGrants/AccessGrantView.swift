package import API
package import Wire

extension AccessGrantState {
  /// The API resource.
  ///
  /// - Parameters:
  ///   - codes: the requested PINs, decrypted.
  ///   - pins: the PINs of the methods, decrypted.
  package func resource(
    codes: [ID<RequestedAccessMethod>: String], pins: [ID<AccessMethod>: String], now: Instant, _ brand: Brand
  ) -> AccessGrant {
    var resource = AccessGrant(
      accessGrantID: grant.id, workspaceID: grant.workspaceID, createdAt: grant.createdAt,
      userIdentityID: grant.userIdentityID, startsAt: grant.schedule.startsAt, displayName: displayName)
    resource.endsAt = Nullable(grant.schedule.endsAt)
    resource.grantName = Nullable(grant.name)
    resource.accessGrantKey = grant.key
    resource.reservationKey = grant.reservationKey
    resource.customizationProfileID = grant.customizationProfileID
    resource.accessMethodIDs = methods.map(\.method.id)
    resource.spaceIDs = spaces.filter { $0.deletedAt == nil }.map(\.id)
    resource.requestedAccessMethods = requests.map { request in
      var requested = RequestedAccessMethod(
        mode: request.mode, createdAt: request.createdAt, displayName: request.mode.displayName)
      requested.code = codes[request.id]
      requested.instantKeyMaxUseCount = request.instantKeyMaxUseCount
      requested.createdAccessMethodIDs = methods.map(\.method).filter { $0.request == request.id }.map(\.id)
      return requested
    }
    resource.errors = errors(now: now, brand)
    resource.warnings = warnings(codes: codes, pins: pins, now: now, brand)
    resource.pendingMutations = mutations(now: now, brand)
    resource.displayStatus = status(hasErrors: !resource.errors.isEmpty, now: now)
    return resource
  }

  /// The name, or else the spaces or doors.
  package var displayName: String {
    if let name = grant.name { return name }
    let live = spaces.filter { $0.deletedAt == nil }.map(\.name)
    let names = live.isEmpty ? doors.map(\.lock.name) : live
    switch names.count {
    case 0: return "Access grant"
    case 1...3: return names.joined(separator: ", ")
    default: return names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
    }
  }

  private func status(hasErrors: Bool, now: Instant) -> String {
    if grant.isDeleted { return "Being deleted" }
    if grant.schedule.isOver(at: now) { return "Ended" }
    if isWithoutMeans { return "No means of access" }
    if hasErrors { return "Needs attention" }
    if now < grant.schedule.startsAt { return "Upcoming" }
    return isGrantedToAll(at: now) ? "Active" : "Being set up"
  }

  private func mutations(now: Instant, _ brand: Brand) -> [AccessGrantMutation] {
    if grant.isDeleted { return [] }
    let due = sites.filter { isDue($0, at: now) }
    var mutations: [AccessGrantMutation] = []
    let (held, wanted) = (Set(due.flatMap(\.held)), Set(due.flatMap(\.wanted)))
    if held != wanted {
      mutations.append(
        .updatingSpaces(
          Transition(
            since: grant.changedAt, "The doors of the grant are being updated at \(brand.name).",
            from: .init(deviceIDs: held.devices), to: .init(deviceIDs: wanted.devices))))
    }
    let changing = due.filter { $0.acsAccessGroupID != nil && !$0.hasWantedPeriod }
    if let times = changing.first?.heldTimes {
      mutations.append(
        .updatingAccessTimes(
          AccessGrantMutation.UpdatingTimes(
            since: grant.changedAt, "The times of the grant are being updated at \(brand.name).",
            of: methodIDs(at: changing), from: .init(startsAt: times.startsAt, endsAt: times.endsAt),
            to: .init(startsAt: grant.schedule.startsAt, endsAt: grant.schedule.endsAt))))
    }
    return mutations
  }

  /// The methods at sites.
  func methodIDs(at sites: [GrantAtSite]) -> [ID<AccessMethod>] {
    methods.map(\.method).filter { method in sites.contains { $0.acsSystemID == method.acsSystemID } }.map(\.id)
  }
}

extension Set<ID<AcsEntrance>> {
  /// The same doors as devices.
  var devices: [ID<Device>] { map { ID($0.text) }.sorted { $0.text < $1.text } }
}
