// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/customers`.
  public struct Customers: Sendable {
    let seam: Seam

    /// Returns how stays and people of a customer take effect, or those of all customers without own rules.
    ///
    /// - Parameters:
    ///   - customerKey: The customer. Omit for all customers without own rules.
    public func getRules(customerKey: String? = nil) async throws -> CustomerRules {
      var request = CustomerRuns.GetRules()
      request.customerKey = customerKey
      return try await seam.send(request)
    }

    /// Sets the given rules of a customer, or of all customers without own rules. Null removes a rule, so that the
    /// level above holds. Rules apply to data that is pushed later.
    ///
    /// - Parameters:
    ///   - accessMethods: The means of access of a stay, the preferred one first.
    ///   - allowSharedEmailAndPhoneAcrossUserIdentities: Whether a person whose e-mail address or phone number another
    ///     identity has is taken without it.
    ///   - customerKey: The customer. Omit for all customers without own rules.
    ///   - instantKeyMaxUseCount: Number of devices that can use a mobile key's link.
    ///   - methodIssuanceStrategy: How many of the means of access a door gets.
    ///   - preferGuestPhoneLast4AsCode: Whether the PIN is the end of the person's phone number, if the stay has no
    ///     preferred code.
    ///   - reservationCreated: Whether a new stay gets an access grant.
    ///   - reservationSpacesUpdated: Whether an access grant follows the places of its stay.
    ///   - reservationTimeUpdated: Whether an access grant follows the times of its stay.
    ///   - spaceNameUpdated: Whether a space follows the name of its place.
    ///   - staffMemberCreated: Whether a member of the staff gets an access grant without an end to the named places.
    ///   - userIdentityNameUpdated: Whether an identity follows the name of its person.
    @discardableResult
    public func updateRules(
      accessMethods: Change<[AccessMethod.Mode]> = .keep,
      allowSharedEmailAndPhoneAcrossUserIdentities: Change<Bool> = .keep, customerKey: String? = nil,
      instantKeyMaxUseCount: Change<Int> = .keep,
      methodIssuanceStrategy: Change<CustomerRuleSettings.IssuanceStrategy> = .keep,
      preferGuestPhoneLast4AsCode: Change<Bool> = .keep, reservationCreated: Change<Bool> = .keep,
      reservationSpacesUpdated: Change<Bool> = .keep, reservationTimeUpdated: Change<Bool> = .keep,
      spaceNameUpdated: Change<Bool> = .keep, staffMemberCreated: Change<Bool> = .keep,
      userIdentityNameUpdated: Change<Bool> = .keep
    ) async throws -> CustomerRules {
      var request = CustomerRuns.UpdateRules()
      request.accessMethods = accessMethods
      request.allowSharedEmailAndPhoneAcrossUserIdentities = allowSharedEmailAndPhoneAcrossUserIdentities
      request.customerKey = customerKey
      request.instantKeyMaxUseCount = instantKeyMaxUseCount
      request.methodIssuanceStrategy = methodIssuanceStrategy
      request.preferGuestPhoneLast4AsCode = preferGuestPhoneLast4AsCode
      request.reservationCreated = reservationCreated
      request.reservationSpacesUpdated = reservationSpacesUpdated
      request.reservationTimeUpdated = reservationTimeUpdated
      request.spaceNameUpdated = spaceNameUpdated
      request.staffMemberCreated = staffMemberCreated
      request.userIdentityNameUpdated = userIdentityNameUpdated
      return try await seam.send(request)
    }

    /// Returns what a push, deletion or import did, with each record that could not be taken completely.
    ///
    /// - Parameters:
    ///   - customerRunID: The run.
    public func getRun(customerRunID: ID<CustomerRun>) async throws -> CustomerRun {
      var request = CustomerRuns.GetRun()
      request.customerRunID = customerRunID
      return try await seam.send(request)
    }

    /// Returns the pushes, deletions and imports in order of creation, without their records. The last 1000 are kept.
    /// Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - customerKey: Only runs of this customer.
    ///   - limit: Maximum number of runs per page.
    ///   - onlyRefused: Only runs with records that could not be taken completely.
    public func listAllRuns(
      customerKey: String? = nil, limit: Int = 100, onlyRefused: Bool? = nil
    ) -> Paginator<CustomerRun> {
      var request = CustomerRuns.ListRuns()
      request.customerKey = customerKey
      request.limit = limit
      request.onlyRefused = onlyRefused
      return Paginator(seam, request)
    }

    /// Returns the pushes, deletions and imports in order of creation, without their records. The last 1000 are kept.
    /// Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - customerKey: Only runs of this customer.
    ///   - limit: Maximum number of runs per page.
    ///   - onlyRefused: Only runs with records that could not be taken completely.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func listRuns(
      customerKey: String? = nil, limit: Int = 100, onlyRefused: Bool? = nil, pageCursor: String? = nil
    ) async throws -> [CustomerRun] {
      try await listAllRuns(customerKey: customerKey, limit: limit, onlyRefused: onlyRefused).items(after: pageCursor)
    }

    /// Creates a user identity for a member of a customer's staff. With spaces, the member gets an access grant without
    /// an end, whose means of access are those of the customer's rules.
    ///
    /// - Parameters:
    ///   - customerKey: Your own key for the customer.
    ///   - staffMemberKey: Your own key for the member of the staff.
    ///   - name: Full name.
    ///   - emailAddress: E-mail address.
    ///   - phoneNumber: Phone number.
    ///   - spaceIDs: The spaces that the member can open. They need the rule `staffMemberCreated`.
    public func createStaffMember(
      customerKey: String, staffMemberKey: String, name: String, emailAddress: String? = nil,
      phoneNumber: String? = nil, spaceIDs: [ID<Space>]? = nil
    ) async throws {
      var request = StaffMembers.Create()
      request.customerKey = customerKey
      request.staffMemberKey = staffMemberKey
      request.name = name
      request.emailAddress = emailAddress
      request.phoneNumber = phoneNumber
      request.spaceIDs = spaceIDs
      try await seam.send(request)
    }

    /// Updates the given properties and clears those that are null. Omitted properties stay unchanged.
    ///
    /// - Parameters:
    ///   - customerKey: Your own key for the customer.
    ///   - staffMemberKey: Your own key for the member of the staff.
    ///   - name: Full name.
    ///   - emailAddress: E-mail address.
    ///   - phoneNumber: Phone number.
    ///   - spaceIDs: The spaces that the member can open, instead of those before. None ends the access.
    public func updateStaffMember(
      customerKey: String, staffMemberKey: String, name: String? = nil, emailAddress: Change<String> = .keep,
      phoneNumber: Change<String> = .keep, spaceIDs: [ID<Space>]? = nil
    ) async throws {
      var request = StaffMembers.Update()
      request.customerKey = customerKey
      request.staffMemberKey = staffMemberKey
      request.name = name
      request.emailAddress = emailAddress
      request.phoneNumber = phoneNumber
      request.spaceIDs = spaceIDs
      try await seam.send(request)
    }
  }
}
