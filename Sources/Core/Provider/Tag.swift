/// A card or fob of a site, as the provider last showed it.
public struct Tag: Hashable, Sendable {
  public var id: ExternalID<ProviderTag>
  /// What is printed on it.
  public var number: String

  public init(id: ExternalID<ProviderTag>, number: String) {
    self.id = id
    self.number = number
  }
}
