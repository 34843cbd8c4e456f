import API
package import Core
import Crypto
import Wire

extension Brand {
  /// Salto KS. What its times rest on stands in `docs/connect-api.md`.
  package static let saltoKS = Brand(
    name: "Salto KS", company: "Salto", webApp: "Salto's web app", kinds: .saltoKS,
    // A change of a person is sent to the locks at once. A change of a group takes up to 45 seconds.
    windows: RolloutWindows(membership: .seconds(45), person: .zero, sightingLife: .seconds(150)),
    // "Up to a minute" was measured for new users and 45 seconds for a group. About a third to a half is added.
    settling: SettlingTimes(newUser: .seconds(90), deletedUser: .seconds(15), handover: .seconds(60)),
    // The list's own lag reaches 80 seconds.
    entryDelay: .seconds(300), oneTimeCode: saltoCode)
}

extension BrandKinds {
  static let saltoKS = BrandKinds(
    provider: .saltoKs, betaProvider: .saltoKsAccept, manufacturer: .salto, lock: Named(.saltoLock, "Salto KS lock"),
    site: Named(.saltoKSSite, "Salto KS site"), siteUser: Named(.saltoSiteUser, "Salto site user"),
    credential: Named(.saltoKSCredential, "Salto KS Credential"), card: Named(.saltoKSTag, "Salto KS Tag"),
    credentialManagerName: "Salto KS mobile keys", logoURL: "https://saltosystems.com/favicon.ico")
}

/// The first five hexadecimal digits of an MD5, as the IQ computes it too.
private func saltoCode(secret: String, pin: String, at moment: Instant) -> String {
  let digits = moment.description.prefix(19).filter(\.isNumber)
  let hash = Insecure.MD5.hash(data: Array((digits + secret + pin).utf8))
  let text = hash.prefix(3).map { byte in
    let hex = String(byte, radix: 16)
    return hex.count == 1 ? "0" + hex : hex
  }
  return String(text.joined().prefix(5))
}
