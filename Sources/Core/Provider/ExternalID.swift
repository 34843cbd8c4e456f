/// An identifier that the provider's cloud made, named by what it identifies there.
///
/// A site's user has two of them at the provider (`docs/connect-api.md`), and mistaking one for the other is the
/// classic fault of a connector; so each is a type of its own.
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
/// A gateway between the provider's cloud and locks.
package enum ProviderIQ {}
/// A card or fob that was read in at a site.
package enum ProviderTag {}
/// A lock at a site.
package enum ProviderLock {}
/// Something that happened at a lock.
package enum ProviderEntry {}
