package import API

/// The types of a brand's resources in the public API, and their display names.
package struct BrandKinds: Sendable {
  /// A type with its display name.
  package struct Named<Kind: Sendable>: Sendable {
    package var kind: Kind
    package var name: String

    package init(_ kind: Kind, _ name: String) {
      self.kind = kind
      self.name = name
    }
  }

  package var provider: DeviceProvider
  /// The provider's cloud for integrations under test. The public API counts it as beta.
  package var betaProvider: DeviceProvider
  package var manufacturer: DeviceManufacturer
  package var lock: Named<DeviceType>
  package var site: Named<AcsSystem.Kind>
  package var siteUser: Named<AcsUser.Kind>
  package var credential: Named<AcsCredential.Kind>
  package var card: Named<AcsCredential.Kind>
  /// The display name of a credential manager, which exists only in Latchkey.
  package var credentialManagerName: String

  package init(
    provider: DeviceProvider, betaProvider: DeviceProvider, manufacturer: DeviceManufacturer, lock: Named<DeviceType>,
    site: Named<AcsSystem.Kind>, siteUser: Named<AcsUser.Kind>, credential: Named<AcsCredential.Kind>,
    card: Named<AcsCredential.Kind>, credentialManagerName: String
  ) {
    self.provider = provider
    self.betaProvider = betaProvider
    self.manufacturer = manufacturer
    self.lock = lock
    self.site = site
    self.siteUser = siteUser
    self.credential = credential
    self.card = card
    self.credentialManagerName = credentialManagerName
  }
}
