/// A card or fob of a site, as last observed at the provider.
package struct Tag: Hashable, Sendable {
  package var id: ExternalID<ProviderTag>
  /// The number printed on it.
  package var number: String

  package init(id: ExternalID<ProviderTag>, number: String) {
    self.id = id
    self.number = number
  }
}
