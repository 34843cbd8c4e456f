import API
package import Core
import Crypto
import Wire

extension Brand {
  /// Salto KS. `docs/connect-api.md` has the sources of these times.
  package static let saltoKS = Brand(
    name: "Salto KS", company: "Salto", webApp: "Salto's web app", kinds: .saltoKS,
    // A change of a person is sent to the locks at once. A change of a group takes up to 45 seconds, and one of its
    // time schedule up to 210.
    windows: RolloutWindows(
      membership: .seconds(45), schedule: .seconds(240), person: .zero, sightingLife: .seconds(150)),
    // A new user was measured to take "up to a minute", and a group 45 seconds. The values include a margin of a third
    // to a half.
    settling: SettlingTimes(newUser: .seconds(90), deletedUser: .seconds(15), handover: .seconds(60)),
    // The list alone lags up to 80 seconds.
    entryDelay: .seconds(300), oneTimeCode: saltoCode)
}

extension BrandKinds {
  static let saltoKS = BrandKinds(
    provider: .saltoKs, betaProvider: .saltoKsAccept, manufacturer: .salto, lock: Named(.saltoLock, "Salto KS lock"),
    site: Named(.saltoKSSite, "Salto KS site"), siteUser: Named(.saltoSiteUser, "Salto site user"),
    credential: Named(.saltoKSCredential, "Salto KS Credential"), card: Named(.saltoKSTag, "Salto KS Tag"),
    credentialManagerName: "Salto KS mobile keys")
}

/// The first five hexadecimal digits of an MD5, which the IQ computes too.
private func saltoCode(secret: String, pin: String, at moment: Instant) -> String {
  let digits = moment.description.prefix(19).filter(\.isNumber)
  let hash = Insecure.MD5.hash(data: Array((digits + secret + pin).utf8))
  let text = hash.prefix(3).map { byte in
    let hex = String(byte, radix: 16)
    return hex.count == 1 ? "0" + hex : hex
  }
  return String(text.joined().prefix(5))
}
