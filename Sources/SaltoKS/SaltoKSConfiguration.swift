package import Core
package import Wire

/// The hosts of a Salto KS account. All are configurable, since Salto's own aliases change.
package struct SaltoKSConfiguration: Sendable {
  /// The base address of the Connect API, without a trailing slash.
  package var apiURL: String
  /// The base address of the identity server, without a trailing slash.
  package var identityURL: String
  /// The time limits of calls.
  package var deadlines: Deadlines

  package init(apiURL: String, identityURL: String, deadlines: Deadlines = Deadlines()) {
    self.apiURL = apiURL
    self.identityURL = identityURL
    self.deadlines = deadlines
  }
}

/// The logins of a site administrator and of the integration. Hidden from logs and dumps.
package struct SaltoKSCredentials: Sendable, CustomStringConvertible, CustomReflectable {
  package var username: String
  package var password: String
  package var clientID: String
  package var clientSecret: String

  package init(username: String, password: String, clientID: String, clientSecret: String) {
    self.username = username
    self.password = password
    self.clientID = clientID
    self.clientSecret = clientSecret
  }

  package var description: String { "SaltoKSCredentials(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// The text form, which is stored sealed.
  package var bytes: [UInt8] {
    JSON.object([
      "username": .string(username), "password": .string(password), "client_id": .string(clientID),
      "client_secret": .string(clientSecret),
    ]).bytes
  }

  package init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let username = json["username"]?.text,
      let password = json["password"]?.text, let clientID = json["client_id"]?.text,
      let clientSecret = json["client_secret"]?.text
    else { return nil }
    self.init(username: username, password: password, clientID: clientID, clientSecret: clientSecret)
  }
}

/// An access token. Hidden from logs and dumps.
package struct SaltoKSToken: Sendable, CustomStringConvertible, CustomReflectable {
  package var text: String
  /// By the workspace's clock.
  package var expiresAt: Instant

  package init(text: String, expiresAt: Instant) {
    self.text = text
    self.expiresAt = expiresAt
  }

  package var description: String { "SaltoKSToken(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  package var bytes: [UInt8] {
    JSON.object(["token": .string(text), "expires_at": .int(Int(expiresAt.microseconds))]).bytes
  }

  package init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let text = json["token"]?.text, case .int(let at)? = json["expires_at"]
    else { return nil }
    self.init(text: text, expiresAt: Instant(microseconds: Int64(at)))
  }
}
