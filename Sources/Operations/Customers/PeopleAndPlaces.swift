import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Creates or updates the identity of a person.
  mutating func take(_ person: CustomerPerson, of customer: String, _ rules: StayRules) throws -> TakenRecord {
    let known = try transaction.userIdentity(key: person.key, ofCustomer: customer, in: workspaceID)
    if let address = person.emailAddress, !isEmailAddress(address) {
      throw RecordRefused("invalid_email_address", "The e-mail address is not one")
    }
    let (kept, note) = try withoutSharedAddresses(person, of: known, rules)
    guard let known else {
      let created = try createIdentity(
        key: kept.key, emailAddress: kept.emailAddress, fullName: kept.name, phoneNumber: kept.phoneNumber,
        customer: customer, isStaff: kept.isStaff)
      return TakenRecord(.created, created.id.text, note)
    }
    let changed = known.taking(kept, rules)
    let isOtherwiseNamed = kept.name != nil && changed.fullName != kept.name
    let reason = note ?? .rulesOff(isOtherwiseNamed ? ["user_identity_name_updated"] : [])
    if changed == known { return TakenRecord(.unchanged, known.id.text, reason) }
    try save(changed, formerly: known.emailAddress)
    return TakenRecord(.changed, known.id.text, reason)
  }

  /// The person without the e-mail address and phone number that another identity has, if the rules permit that.
  private func withoutSharedAddresses(
    _ person: CustomerPerson, of known: UserIdentityRecord?, _ rules: StayRules
  ) throws -> (CustomerPerson, RecordRefused?) {
    guard rules.dropsSharedAddresses else { return (person, nil) }
    var (kept, dropped) = (person, [String]())
    if let address = person.emailAddress,
      let other = try transaction.userIdentity(emailAddress: address, in: workspaceID), other.id != known?.id
    {
      kept.emailAddress = nil
      dropped.append("e-mail address")
    }
    if let number = person.phoneNumber,
      let other = try transaction.userIdentity(phoneNumber: number, in: workspaceID), other.id != known?.id
    {
      kept.phoneNumber = nil
      dropped.append("phone number")
    }
    if dropped.isEmpty { return (person, nil) }
    let message = "Another identity has the \(dropped.joined(separator: " and the ")). The person was taken without it"
    return (kept, RecordRefused("shared_email_or_phone", message))
  }

  /// Creates or updates the space of a place.
  mutating func take(
    _ place: CustomerPlace, of customer: String, _ rules: StayRules, _ caller: Caller
  ) throws -> TakenRecord {
    let site = try place.siteKey.map { key in
      guard let site = try transaction.space(key: key, ofCustomer: customer, in: workspaceID)?.space else {
        throw RecordRefused("site_not_found", "No site has the parent_site_key \(key). Push the site too")
      }
      return site.id
    }
    let known = try transaction.space(key: place.key, ofCustomer: customer, in: workspaceID)?.space
    var request = Spaces.Update()
    request.parentSpaceID = site
    guard let known else {
      var creation = Spaces.Create()
      creation.name = place.name
      creation.spaceKey = place.key
      creation.customerKey = customer
      creation.customerData = place.data
      let space = try createSpace(creation, caller)
      request.spaceID = space.spaceID
      if site != nil { _ = try update(request, caller) }
      try save(place.metadata, of: space.spaceID)
      return TakenRecord(.created, space.spaceID.text)
    }
    request.spaceID = known.id
    if rules.followsNamesOfPlaces { request.name = place.name }
    request.customerData = place.data
    _ = try update(request, caller)
    try save(place.metadata, of: known.id)
    let after = try transaction.space(known.id, in: workspaceID)?.space
    let note = RecordRefused.rulesOff(after?.name == place.name ? [] : ["space_name_updated"])
    return TakenRecord(after == known ? .unchanged : .changed, known.id.text, note)
  }

  /// Stores the metadata of a place. Nil changes nothing.
  private func save(_ metadata: [String: JSON]?, of id: ID<Space>) throws {
    guard let metadata, var space = try transaction.space(id, in: workspaceID)?.space, space.customMetadata != metadata
    else { return }
    space.customMetadata = metadata
    try transaction.save(space)
  }
}
