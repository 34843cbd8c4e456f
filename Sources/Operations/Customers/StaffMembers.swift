import API
import Core
import Store
import Wire

extension Platform {
  func handleStaffMembers(_ handlers: inout Handlers) {
    handlers.on(StaffMembers.Create.self) { request, caller, answer in
      let customer = try caller.customer(named: request.customerKey)
      return try await write(caller, keeping: answer) { try $0.create(request, of: customer, caller) }
    }
    handlers.on(StaffMembers.Update.self) { request, caller, answer in
      let customer = try caller.customer(named: request.customerKey)
      return try await write(caller, keeping: answer) { try $0.update(request, of: customer, caller) }
    }
  }
}

extension Caller {
  /// The customer whose staff a request changes. A customer's session changes only the staff of its customer.
  fileprivate func customer(named key: String) throws -> String {
    guard let session else { return key }
    guard let own = session.customerKey else { throw APIError.notForClientSessions }
    guard key == own else {
      throw APIError.invalidInput("customer_key", "The client session belongs to another customer")
    }
    return own
  }
}

extension Platform.Change {
  fileprivate mutating func create(
    _ request: StaffMembers.Create, of customer: String, _ caller: Caller
  ) throws -> Nothing {
    let member = try createIdentity(
      key: request.staffMemberKey, emailAddress: request.emailAddress, fullName: request.name,
      phoneNumber: request.phoneNumber, customer: customer, isStaff: true)
    try give(member, request.staffMemberKey, of: customer, accessTo: request.spaceIDs ?? [], caller)
    return Nothing()
  }

  fileprivate mutating func update(
    _ request: StaffMembers.Update, of customer: String, _ caller: Caller
  ) throws -> Nothing {
    let found = try transaction.userIdentity(key: request.staffMemberKey, ofCustomer: customer, in: workspaceID)
    guard let known = found, known.isStaff else { throw APIError.notFound(.userIdentity) }
    var member = known
    member.fullName = request.name ?? known.fullName
    member.emailAddress = request.emailAddress.applied(to: known.emailAddress)
    member.phoneNumber = request.phoneNumber.applied(to: known.phoneNumber)
    if member != known { try save(member, formerly: known.emailAddress) }
    if let spaces = request.spaceIDs {
      try give(member, request.staffMemberKey, of: customer, accessTo: spaces, caller)
    }
    return Nothing()
  }

  /// Gives a member of the staff access to spaces instead of those before, without an end. The grant is the one that a
  /// push would create.
  private mutating func give(
    _ member: UserIdentityRecord, _ key: String, of customer: String, accessTo spaces: [ID<Space>], _ caller: Caller
  ) throws {
    // A session does not see the spaces of other customers, and must not learn of them.
    if caller.session == nil { try refuseForeign(spaces, of: customer) }
    let access = CustomerStay(family: "staff_members", kind: .staff, key: CustomerStay.staffKey(key))
    let rules = StayRules(try transaction.rulesInForce(of: customer, in: workspaceID))
    guard let grant = try transaction.accessGrant(key: access.key, ofCustomer: customer, in: workspaceID) else {
      if spaces.isEmpty { return }
      guard rules.grantsStaff else {
        throw APIError.invalidInput(
          "space_ids", "The rule staff_member_created is off. Set it by /latchkey/v1/customers/update_rules")
      }
      _ = try grantStay(access, of: customer, to: member, at: spaces, rules, caller)
      return
    }
    if spaces.isEmpty { return try delete(grant) }
    var request = AccessGrants.Update()
    request.accessGrantID = grant.id
    request.spaceIDs = spaces
    _ = try update(request, caller)
    _ = try requestMeans(for: access, of: grant.id, rules)
  }

  /// Throws 400 for a space of another customer, which a push cannot name either.
  private func refuseForeign(_ spaces: [ID<Space>], of customer: String) throws {
    if spaces.isEmpty { return }
    var filter = SpaceFilter()
    filter.ids = spaces
    let found = try transaction.spaces(filter, PageRange(from: nil, limit: spaces.count), in: workspaceID).rows
    guard let foreign = found.first(where: { ($0.space.customerKey ?? customer) != customer }) else { return }
    throw APIError.invalidInput("space_ids", "The space \(foreign.space.id) belongs to another customer")
  }
}
