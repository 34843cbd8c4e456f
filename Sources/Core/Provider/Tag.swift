/// A card or fob of a site, as the provider last showed it.
package struct Tag: Hashable, Sendable {
  package var id: ExternalID<ProviderTag>
  /// What is printed on it.
  package var number: String

  package init(id: ExternalID<ProviderTag>, number: String) {
    self.id = id
    self.number = number
  }
}
