public import Wire

/// An access group that Latchkey does not manage. Salto KS has none: Latchkey manages all groups of a site.
public struct UnmanagedAcsAccessGroup: Record, Answer {
  public static let name = "unmanaged_acs_access_group"
  public var group: AcsAccessGroup

  public init(_ group: AcsAccessGroup) { self.group = group }
  public static let blank = UnmanagedAcsAccessGroup(.blank)

  public mutating func describe(_ field: inout some Field) { group.describe(&field, isManaged: false) }
}
