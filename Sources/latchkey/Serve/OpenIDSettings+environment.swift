import OpenID

extension OpenIDSettings {
  /// The provider of company accounts in the environment: `LATCHKEY_OPENID_…`. Nil for none. There are no options for
  /// it, since other processes can see command lines.
  static func ofEnvironment() throws -> OpenIDSettings? {
    let (issuer, clientID) = (setting(nil, "LATCHKEY_OPENID_ISSUER"), setting(nil, "LATCHKEY_OPENID_CLIENT_ID"))
    if issuer == nil, clientID == nil { return nil }
    guard let issuer, let clientID else {
      throw Problem(.configuration, "LATCHKEY_OPENID_ISSUER and LATCHKEY_OPENID_CLIENT_ID must be given together")
    }
    guard address(issuer) != nil else {
      throw Problem(
        .configuration, "LATCHKEY_OPENID_ISSUER must be a URL such as https://login.example.com, not \(issuer)")
    }
    let scopes = setting(nil, "LATCHKEY_OPENID_SCOPES") ?? standardScopes
    guard scopes.split(separator: " ").contains("openid") else {
      throw Problem(.configuration, "LATCHKEY_OPENID_SCOPES must contain openid, as in: \(standardScopes)")
    }
    return OpenIDSettings(
      issuer: issuer, clientID: clientID, clientSecret: setting(nil, "LATCHKEY_OPENID_CLIENT_SECRET"), scopes: scopes,
      label: setting(nil, "LATCHKEY_OPENID_LABEL") ?? standardLabel)
  }
}
