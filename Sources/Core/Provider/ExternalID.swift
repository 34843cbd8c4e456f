/// An ID from the provider's cloud, typed by the object that it identifies.
///
/// A site's user has two IDs at the provider (`docs/connect-api.md`). Confusing them is a common bug in integrations,
/// so each has its own type.
package struct ExternalID<Owner>: Hashable, Sendable, CustomStringConvertible {
  package let text: String
  package init(_ text: String) { self.text = text }
  package var description: String { text }
}

/// A site of the provider's account.
package enum ProviderSite {}
/// A user as a member of one site.
package enum ProviderSiteUser {}
/// The person behind site users, across sites.
package enum ProviderPerson {}
/// A group of users and locks at a site.
package enum ProviderAccessGroup {}
/// A time schedule of an access group.
package enum ProviderTimeSchedule {}
/// A gateway between the provider's cloud and locks.
package enum ProviderIQ {}
/// A card or fob that is registered at a site.
package enum ProviderTag {}
/// A lock at a site.
package enum ProviderLock {}
/// An event at a lock.
package enum ProviderEntry {}
