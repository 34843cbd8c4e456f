import Wire

/// How a provider describes itself (OpenID Connect Discovery 1.0).
struct ProviderMetadata: Sendable {
  let authorizationEndpoint: WebAddress
  let tokenEndpoint: String
  let keysURL: String
  /// Where the provider describes people whom its ID tokens only name. Nil if it has no such place.
  let userInfoEndpoint: String?
  /// Whether the client's secret is sent in the form instead of in a header.
  let takesSecretInForm: Bool

  /// - Parameter issuer: the issuer of the settings, which the description must repeat.
  init(_ json: JSON, issuer: String) throws(OpenIDFault) {
    guard json["issuer"]?.text == issuer else {
      throw .unavailable("the configuration of the provider names another issuer")
    }
    authorizationEndpoint = try Self.address("authorization_endpoint", in: json)
    tokenEndpoint = try Self.address("token_endpoint", in: json).text
    keysURL = try Self.address("jwks_uri", in: json).text
    if json["userinfo_endpoint"] == nil {
      userInfoEndpoint = nil
    } else {
      userInfoEndpoint = try Self.address("userinfo_endpoint", in: json).text
    }
    if case .array(let methods)? = json["token_endpoint_auth_methods_supported"] {
      let names = methods.compactMap(\.text)
      takesSecretInForm = names.contains("client_secret_post") && !names.contains("client_secret_basic")
    } else {
      takesSecretInForm = false
    }
  }

  private static func address(_ name: String, in json: JSON) throws(OpenIDFault) -> WebAddress {
    guard let address = json[name]?.text.flatMap(safeAddress) else {
      throw .unavailable("the configuration of the provider has no usable \(name)")
    }
    return address
  }
}
