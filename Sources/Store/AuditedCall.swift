import Core
package import Wire

/// What a caller asked for, as the audit records it.
package struct AuditedCall: Sendable {
  /// The path of the operation, or the name of the page or command.
  package var operation: String
  package var requestID: String?
  package var parameters: [String: JSON]

  package init(_ operation: String, requestID: String? = nil, parameters: [String: JSON] = [:]) {
    self.operation = operation
    self.requestID = requestID
    self.parameters = parameters
  }
}

extension Author {
  /// Whether changes of records are audited even without a call.
  ///
  /// Rules that only store what was seen at a site, at a door or at a webhook, or when a secret was used, change nothing
  /// that anybody wanted.
  var isAudited: Bool {
    switch self {
    case .apiKey, .accessToken, .operatorSession, .session, .publishableKey, .visitor, .commandLine: true
    case .rule(let rule):
      switch rule {
      case .connecting, .forgetting, .reconciling, .reset, .scenario: true
      case .clock, .doors, .entries, .guestSignIn, .notingUses, .siteReading, .webhooks: false
      }
    }
  }

  /// The author as the audit names it.
  var audited: AuditEntryRecord.Author {
    switch self {
    case .apiKey(let key, _): .init(kind: "api_key", reference: key)
    case .accessToken(let token, let person, _):
      .init(kind: "personal_access_token", reference: token, operatorID: person.text)
    case .operatorSession(let session, let person, _):
      .init(kind: "operator_session", reference: session.text, operatorID: person.text)
    case .session(let session, _): .init(kind: "client_session", reference: session.text)
    case .publishableKey(let key, _): .init(kind: "publishable_key", reference: key)
    case .visitor: .init(kind: "visitor")
    case .commandLine: .init(kind: "command_line")
    case .rule(let rule): .init(kind: "rule", reference: rule.rawValue)
    }
  }

  /// The name of the operation, for a change without a call.
  var standardOperation: String {
    switch self {
    case .apiKey, .accessToken, .operatorSession, .session, .publishableKey: "request"
    case .visitor: "page"
    case .commandLine: "command_line"
    case .rule(let rule): rule.rawValue
    }
  }

  /// The address of the caller.
  var address: IPAddress? {
    switch self {
    case .apiKey(_, let address), .accessToken(_, _, let address), .operatorSession(_, _, let address),
      .session(_, let address), .publishableKey(_, let address), .visitor(let address):
      address
    case .commandLine, .rule: nil
    }
  }
}
