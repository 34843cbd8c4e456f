import API
package import Core
import Wire

extension Brand {
  /// A fictional brand. The public API only declares types of real brands, so it borrows some.
  package static let acme = Brand(
    name: "Acme Cloud", company: "Acme", webApp: "Acme's web app",
    kinds: BrandKinds(
      provider: .saltoKs, betaProvider: .saltoKsAccept, manufacturer: .salto, lock: .init(.saltoLock, "Acme lock"),
      site: .init(.saltoKSSite, "Acme site"), siteUser: .init(.saltoSiteUser, "Acme user"),
      credential: .init(.saltoKSCredential, "Acme credential"), card: .init(.saltoKSTag, "Acme card"),
      credentialManagerName: "Acme mobile keys"),
    windows: RolloutWindows(
      membership: .seconds(45), schedule: .seconds(240), person: .zero, sightingLife: .seconds(60)),
    settling: SettlingTimes(newUser: .seconds(90), deletedUser: .seconds(15), handover: .seconds(60)),
    entryDelay: .seconds(300), oneTimeCode: { secret, pin, _ in secret + pin })
}
