import API
import Operations
import Wire

/// A change that a customer asks for by a form. The operations are called with the rights of the link's session.
struct CustomerChange {
  /// How a change ended.
  enum Outcome {
    case done(showing: PortalPlace)
    /// The customer had the guest of a new stay already.
    case createdForKnownGuest(stay: ID<AccessGrant>)
    /// Another page follows, on which an account is connected.
    case connecting(address: String)
    /// The sentence for the customer, in the language of the page.
    case refused(String)
    /// The link does not allow it.
    case notAllowed
    /// What the form is about is no longer there: it was ended or removed, perhaps by the same form before.
    case gone
  }

  let visit: PortalVisit
  let visits: PortalVisits
  let caller: Caller
  let handlers: Handlers
  let words: CustomerWords
  let form: FormFields

  /// Makes a change to a part of the page, which the link must show.
  func make(_ step: CustomerStep, at place: PortalPlace) async throws -> Outcome {
    do {
      switch (step, place) {
      case (.move, .stay(let id)): return try await move(id)
      case (.end, .stay(let id)): return try await end(id)
      case (.create, .newStay): return try await create()
      case (.addDoor, .space(let id)): return try await addDoor(to: id)
      case (.removeDoor, .space(let id)): return try await removeDoor(from: id)
      case (.rename, .door(let id)): return try await rename(id)
      case (.addMember, .newStaffMember): return try await addMember()
      case (.saveMember, .staffMember(let id)): return try await saveMember(id)
      case (.removeMember, .staffMember(let id)): return try await removeMember(id)
      case (.connect, .doors), (.connect, .overview): return try await connect()
      default: return .notAllowed
      }
    } catch let error as APIError where (400..<500).contains(error.status) && error.status != 429 {
      return .refused(sentence(for: error))
    }
  }

  /// What is wrong, in the language of the page as far as it has the words.
  private func sentence(for error: APIError) -> String {
    if error.type == APIError.identityConflict("", with: "").type { return words.addressTaken }
    let fields = (error.issues?.all ?? []).compactMap(\.path.last)
    if fields.contains("email_address") { return words.emailWrong }
    if fields.contains("ends_at") { return words.endWrong }
    return "\(words.notPossible) \(error.reason)."
  }

  private func move(_ id: ID<AccessGrant>) async throws -> Outcome {
    guard visit.abilities.changesStays else { return .notAllowed }
    guard let stay = visit.stay(id) else { return .gone }
    guard isAsShown(stay) else { return .refused(words.changedMeanwhile) }
    guard let startsAt = CustomerTime.instant(form["starts_at"] ?? "", in: stay.timeZone) else {
      return .refused(words.timesWrong)
    }
    var request = AccessGrants.Update()
    request.accessGrantID = id
    if form["starts_at"] != CustomerTime.field(stay.startsAt) { request.startsAt = startsAt }
    // A stay without an end keeps none if the field stays empty.
    if let text = form.filled("ends_at") {
      guard let endsAt = CustomerTime.instant(text, in: stay.timeZone), startsAt < endsAt else {
        return .refused(words.timesWrong)
      }
      if text != stay.endsAt.map(CustomerTime.field) { request.endsAt = .set(endsAt) }
    } else if stay.endsAt != nil {
      return .refused(words.timesWrong)
    }
    _ = try await handlers.call(request, by: caller)
    return .done(showing: .stay(id))
  }

  private func end(_ id: ID<AccessGrant>) async throws -> Outcome {
    guard visit.abilities.changesStays else { return .notAllowed }
    guard let stay = visit.stay(id) else { return .gone }
    guard isAsShown(stay) else { return .refused(words.changedMeanwhile) }
    var request = AccessGrants.Delete()
    request.accessGrantID = id
    _ = try await handlers.call(request, by: caller)
    return .done(showing: .overview)
  }

  /// Whether the stay is as the form showed it. Somebody may have moved it, or it may have ended, since the page was loaded.
  private func isAsShown(_ stay: PortalVisit.Stay) -> Bool { form["was"] == stay.moment && !stay.isOver }

  private func create() async throws -> Outcome {
    let (key, zone) = (form["key"] ?? "", form["zone"] ?? "")
    guard visit.abilities.createsStays, PortalVisits.isNew(key) else { return .notAllowed }
    // The form was sent twice.
    if let known = visit.stays?.first(where: { $0.key == key }) { return .done(showing: .stay(known.id)) }
    guard let name = form.filled("name") else { return .refused(words.nameMissing) }
    guard let space = visit.spaces?.first(where: { $0.id.text == form["space"] }) else {
      return .refused(words.spaceMissing)
    }
    guard let startsAt = CustomerTime.instant(form["starts_at"] ?? "", in: zone),
      let endsAt = CustomerTime.instant(form["ends_at"] ?? "", in: zone), startsAt < endsAt
    else { return .refused(words.timesWrong) }
    let known = try await knownGuest()
    var request = AccessGrants.Create()
    if let known { request.userIdentityID = known.id } else { request.userIdentity = newGuest(name) }
    request.spaceIDs = [space.id]
    // The page shows the name of who gets the keys, also if another one was typed.
    request.name = .value(known?.name ?? name)
    request.startsAt = startsAt
    request.endsAt = .value(endsAt)
    request.accessGrantKey = key
    request.requestedAccessMethods = visit.means.map { mode in
      var method = AccessGrants.MethodRequest()
      method.mode = mode
      return method
    }
    let stay = try await handlers.call(request, by: caller).accessGrantID
    return known == nil ? .done(showing: .stay(stay)) : .createdForKnownGuest(stay: stay)
  }

  /// The person of the customer who has the typed e-mail address.
  private func knownGuest() async throws -> PortalVisit.Person? {
    guard let address = form.filled("email_address") else { return nil }
    return try await visits.person(with: address, of: visit)
  }

  private func newGuest(_ name: String) -> AccessGrants.Person {
    var person = AccessGrants.Person()
    person.fullName = .value(name)
    person.emailAddress = form.filled("email_address").map { .value($0) }
    person.phoneNumber = form.filled("phone_number").map { .value($0) }
    return person
  }

  private func addDoor(to id: ID<Space>) async throws -> Outcome {
    guard visit.abilities.organizes else { return .notAllowed }
    guard visit.space(id) != nil else { return .gone }
    guard let door = form.filled("door") else { return .refused(words.doorMissing) }
    var request = Spaces.AddAcsEntrances()
    request.spaceID = id
    request.acsEntranceIDs = [ID(door)]
    _ = try await handlers.call(request, by: caller)
    return .done(showing: .space(id))
  }

  private func removeDoor(from id: ID<Space>) async throws -> Outcome {
    guard visit.abilities.organizes else { return .notAllowed }
    guard visit.space(id) != nil else { return .gone }
    let doors = try await CustomerDoor.all(in: id, by: caller, handlers)
    guard let door = doors.first(where: { $0.id == form["door"] }) else { return .refused(words.doorMissing) }
    if door.isEntrance {
      var request = Spaces.RemoveAcsEntrances()
      request.spaceID = id
      request.acsEntranceIDs = [ID(door.id)]
      _ = try await handlers.call(request, by: caller)
    }
    if door.isDevice {
      var request = Spaces.RemoveDevices()
      request.spaceID = id
      request.deviceIDs = [ID(door.id)]
      _ = try await handlers.call(request, by: caller)
    }
    return .done(showing: .space(id))
  }

  private func rename(_ id: ID<Device>) async throws -> Outcome {
    guard visit.abilities.renamesDoors, visit.shows(id) else { return .notAllowed }
    guard let name = form.filled("name") else { return .refused(words.doorNameMissing) }
    var request = Devices.Update()
    request.deviceID = id
    request.name = .set(name)
    do { _ = try await handlers.call(request, by: caller) } catch let error as APIError
      where error.message == APIError.sharedDevice.message
    {
      return .refused(words.sharedDoor)
    }
    return .done(showing: .door(id))
  }

  private func connect() async throws -> Outcome {
    guard let providers = visit.abilities.connects else { return .notAllowed }
    var request = ConnectWebviews.Create()
    if !providers.isEmpty { request.acceptedProviders = providers.compactMap { DeviceProvider(rawValue: $0) } }
    if !visit.abilities.excludedProviders.isEmpty { request.excludedProviders = visit.abilities.excludedProviders }
    return .connecting(address: try await handlers.call(request, by: caller).url)
  }
}

extension PortalVisit {
  /// A stay that the page shows.
  func stay(_ id: ID<AccessGrant>) -> Stay? { stays?.first { $0.id == id } }

  /// A space that the page shows.
  func space(_ id: ID<Space>) -> Place? { spaces?.first { $0.id == id } }

  /// Whether the page shows a door: all that the session sees, or the only one.
  func shows(_ id: ID<Device>) -> Bool {
    abilities.seesDoors && (abilities.navigates || start == .door(id))
  }
}

extension PortalVisit.Stay {
  /// What a form saw of the stay.
  var moment: String { "\(startsAt) \(endsAt ?? "")" }
}
