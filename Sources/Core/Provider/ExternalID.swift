/// An identifier that the provider's cloud made, named by what it identifies there.
///
/// A site's user has two of them at Salto KS (`docs/connect-api.md`), and mistaking one for the other is the
/// classic fault of a connector; so each is a type of its own.
public struct ExternalID<Owner>: Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public init(_ text: String) { self.text = text }
  public var description: String { text }
}

/// A site of the provider's account.
public enum ProviderSite {}
/// A user as a member of one site.
public enum ProviderSiteUser {}
/// The person behind site users, across sites.
public enum ProviderPerson {}
/// A group of users and locks at a site.
public enum ProviderAccessGroup {}
/// A gateway between the provider's cloud and locks.
public enum ProviderIQ {}
/// A card or fob that was read in at a site.
public enum ProviderTag {}
/// A lock at a site.
public enum ProviderLock {}
/// Something that happened at a lock.
public enum ProviderEntry {}
