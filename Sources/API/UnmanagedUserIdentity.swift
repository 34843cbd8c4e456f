public import Wire

/// A person imported from a provider's own application. Salto KS has none: its people are ACS users, so no
/// identity is unmanaged here.
public struct UnmanagedUserIdentity: Record, Answer {
  public static let name = "unmanaged_user_identity"

  public var identity: UserIdentity
  public init(_ identity: UserIdentity) { self.identity = identity }
  public static let blank = UnmanagedUserIdentity(.blank)
  public mutating func describe(_ field: inout some Field) { identity.describe(&field, isManaged: false) }
}
