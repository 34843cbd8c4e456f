package import API
import Core
package import Wire

/// What the page of a customer shows.
package struct PortalVisit: Sendable {
  package struct Place: Sendable {
    package var id: ID<Space>
    package var name: String
    package var key: String?
    package var deviceCount: Int
    package var entranceCount: Int
  }

  package struct Stay: Sendable {
    package var id: ID<AccessGrant>
    package var name: String
    package var key: String?
    /// In local time, such as `2026-11-27 15:00`.
    package var startsAt: String
    /// Nil for no end.
    package var endsAt: String?
    package var timeZone: String
    package var status: String
    package var isOver: Bool
  }

  package struct Person: Sendable {
    package var id: ID<UserIdentity>
    package var name: String?
    package var key: String?
    package var emailAddress: String?
    package var phoneNumber: String?

    init(_ identity: UserIdentityRecord) {
      (id, name, key) = (identity.id, identity.fullName, identity.key)
      (emailAddress, phoneNumber) = (identity.emailAddress, identity.phoneNumber)
    }
  }

  /// The name of the sender.
  package var sender: String
  /// The looks of the link's profile.
  package var looks: CustomizationLooks?
  package var expiresAt: Instant
  /// The language that the creator of the link chose.
  package var locale: PortalLocale?
  /// Nil for a part that the page omits.
  package var spaces: [Place]?
  package var stays: [Stay]?
  package var staff: [Person]?
  package var mayBeFramed: Bool
  /// The part that the link opens.
  package var start = PortalPlace.overview
  package var abilities: PortalAbilities
  /// The words of the question before a door is changed.
  package var confirmation: PortalFeatures.Confirmation?
  /// The means of access of a new stay, by the customer's rules.
  package var means: [AccessMethod.Mode] = []
  /// Whether a member of the staff can get access to spaces, by the customer's rules.
  package var grantsStaff = false
  /// Whether the link changes nothing.
  package let isReadOnly: Bool
  /// The client session that the link is bound to.
  let session: ClientSessionRecord

  /// The key of the customer.
  package var customerKey: String { session.customerKey ?? "" }
}

/// A part of a customer's page.
package enum PortalPlace: Hashable, Sendable {
  case overview
  case stay(ID<AccessGrant>)
  case newStay
  case space(ID<Space>)
  case doors
  case door(ID<Device>)
  case newStaffMember
  case staffMember(ID<UserIdentity>)
}

/// What a link lets its customer do, besides seeing stays, spaces and staff.
package struct PortalAbilities: Sendable {
  /// Whether the page leads from one part to another.
  package var navigates: Bool
  package var choosesLanguage: Bool
  /// Whether the page shows the means of a stay.
  package var seesDetails: Bool
  package var changesStays: Bool
  package var createsStays: Bool
  /// Whether the customer can put doors into spaces.
  package var organizes: Bool
  package var seesDoors: Bool
  package var renamesDoors: Bool
  package var managesStaff: Bool
  /// The providers whose accounts the customer can connect. Nil for none, empty for all.
  package var connects: [String]?
  package var excludedProviders: [String]
}
