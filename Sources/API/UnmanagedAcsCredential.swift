public import Wire

/// A credential that Latchkey does not manage. Salto KS has none: Latchkey manages all cards of a site.
public struct UnmanagedAcsCredential: Record, Answer {
  public static let name = "unmanaged_acs_credential"
  public var credential: AcsCredential

  public init(_ credential: AcsCredential) { self.credential = credential }
  public static let blank = UnmanagedAcsCredential(.blank)

  public mutating func describe(_ field: inout some Field) { credential.describe(&field, isManaged: false) }
}
