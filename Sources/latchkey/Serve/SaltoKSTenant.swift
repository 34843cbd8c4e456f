import API
import Core
import SaltoKS
import Wire

/// An instance of Salto KS: its hosts, and the credentials that Salto issued to the integration.
struct SaltoKSTenant: Sendable {
  /// The provider's name in the public API.
  var provider: String
  var name: String
  var configuration: SaltoKSConfiguration
  var credentials: SaltoKSCredentials
  /// The public client for the sign-in of guests. Nil if Salto registered none.
  var guestClientID: String?
  /// The public client for administrators who sign in on Salto's own page. Nil if Salto registered none.
  var administratorClientID: String?

  func place(_ clients: SaltoKSClients, _ meter: CallMeter, hook: CallHook? = nil) -> SaltoKSPlace {
    SaltoKSPlace(
      key: provider, name: name, configuration: configuration, credentials: credentials, guestClientID: guestClientID,
      administratorClientID: administratorClientID, clients: clients, meter: meter, hook: hook)
  }

  /// The tenants in the environment: `LATCHKEY_SALTO_KS_…` and `LATCHKEY_SALTO_KS_ACCEPT_…`.
  static func ofEnvironment(_ deadlines: Deadlines) throws -> [SaltoKSTenant] {
    let (name, kinds) = (Brand.saltoKS.name, Brand.saltoKS.kinds)
    return [
      try named(kinds.provider.rawValue, name, prefix: "LATCHKEY_SALTO_KS_", deadlines),
      try named(kinds.betaProvider.rawValue, "\(name) (accept)", prefix: "LATCHKEY_SALTO_KS_ACCEPT_", deadlines),
    ].compactMap(\.self)
  }

  private static func named(
    _ provider: String, _ name: String, prefix: String, _ deadlines: Deadlines
  ) throws -> SaltoKSTenant? {
    let needed = ["API_URL", "IDENTITY_URL", "CLIENT_ID", "CLIENT_SECRET", "USERNAME", "PASSWORD"]
    let values = needed.map { setting(nil, prefix + $0) }
    if values.allSatisfy({ $0 == nil }) { return nil }
    let missing = zip(needed, values).filter { $0.1 == nil }.map { prefix + $0.0 }
    guard missing.isEmpty else {
      throw Problem(.configuration, "\(name) also requires \(missing.joined(separator: ", "))")
    }
    let given = values.compactMap(\.self)
    for url in given.prefix(2) where WebAddress(url) == nil {
      throw Problem(
        .configuration, "\(url) is not a URL; \(prefix)API_URL and \(prefix)IDENTITY_URL must start with https://")
    }
    func trimmed(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }
    return SaltoKSTenant(
      provider: provider, name: name,
      configuration: SaltoKSConfiguration(
        apiURL: trimmed(given[0]), identityURL: trimmed(given[1]), deadlines: deadlines),
      credentials: SaltoKSCredentials(
        username: given[4], password: given[5], clientID: given[2], clientSecret: given[3]),
      guestClientID: setting(nil, prefix + "GUEST_CLIENT_ID"),
      administratorClientID: setting(nil, prefix + "ADMIN_CLIENT_ID"))
  }
}
