package import API
package import Wire

/// A stored user identity.
package struct UserIdentityRecord: Hashable, Sendable {
  package var id: ID<UserIdentity>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var createdAt: Instant
  /// Unique for the customer.
  package var key: String?
  package let customerKey: String?
  package var emailAddress: String?
  package var fullName: String?
  package var phoneNumber: String?
  /// Whether it was pushed as a member of its customer's staff.
  package var isStaff: Bool
  /// The identities merged into this one, in order.
  package var mergedIDs: [ID<UserIdentity>] = []
  package var mergedKeys: [String] = []

  package init(
    id: ID<UserIdentity>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant, key: String?,
    emailAddress: String?, fullName: String?, phoneNumber: String?, customerKey: String? = nil, isStaff: Bool = false
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.key = key
    self.emailAddress = emailAddress
    self.fullName = fullName
    self.phoneNumber = phoneNumber
    self.customerKey = customerKey
    self.isStaff = isStaff
  }

  /// The API resource.
  ///
  /// - Parameter users: the identity's ACS users.
  package func resource(_ users: [AcsUserRecord]) -> UserIdentity {
    var resource = UserIdentity(
      userIdentityID: id, workspaceID: workspaceID, createdAt: createdAt,
      displayName: fullName ?? emailAddress ?? key ?? "User identity")
    resource.userIdentityKey = Nullable(key)
    resource.emailAddress = Nullable(emailAddress)
    resource.fullName = Nullable(fullName)
    resource.phoneNumber = Nullable(phoneNumber)
    resource.acsUserIDs = users.map(\.id)
    resource.mergedUserIdentityIDs = mergedIDs
    resource.mergedUserIdentityKeys = mergedKeys
    for user in users {
      guard let error = user.errors.first else { continue }
      resource.errors.append(
        UserIdentity.Issue(
          acsSystemID: user.acsSystemID, acsUserID: user.id, createdAt: error.createdAt, message: error.message))
    }
    if let user = users.first(where: contradicts) {
      resource.warnings.append(
        Notice(
          .profileDoesNotMatch, since: user.createdAt,
          "The e-mail address or phone number of an ACS user differs from that of the identity."))
    }
    return resource
  }

  private func contradicts(_ user: AcsUserRecord) -> Bool {
    func differ(_ one: String?, _ other: String?) -> Bool {
      if let one, let other { one.lowercased() != other.lowercased() } else { false }
    }
    return differ(emailAddress, user.wanted.emailAddress) || differ(phoneNumber, user.wanted.phoneNumber)
  }
}
