/// The description of an operation, without its parameters.
public struct Operation: Sendable {
  /// The effect of the operation on a resource, which determines the methods beside POST.
  public enum Kind: Sendable {
    case read, create, update, delete, act
    /// Changes a resource, and accepts PUT too.
    case replace
    /// Adds something that may already be there. Idempotent.
    case add
  }

  /// Why the operation refuses calls that have no fault, once the IDs were found.
  public struct Refusal: Sendable {
    /// The status of the response. With 200 the action attempt fails.
    public let status: Int
    public let type: String
    public let message: String
    /// What is refused, where other calls succeed. Nil if all calls are refused.
    public let subject: String?

    public init(_ message: String, status: Int = 400, type: String = "not_supported", of subject: String? = nil) {
      self.message = message
      self.status = status
      self.type = type
      self.subject = subject
    }
  }

  public let path: String
  public let kind: Kind
  public let callers: Callers
  /// The least role of an operator who may use it. It restricts no other callers.
  public let role: OperatorRole
  /// The keys of the result in the answer. Several keys hold the same result; none means no result.
  public let responseKeys: [String]
  public let title: String
  public let doc: String
  /// The `action_type` of the action attempt that the operation starts, if any.
  public let actionAttemptType: String?
  /// Whether the public API's document names no result, so that SDKs ignore the one in the answer.
  public let isVoid: Bool
  /// Nil if the operation does what the public API says.
  public let refusal: Refusal?
  /// Whether there is nothing that the operation could find or change.
  public let findsNothing: Bool

  /// - Parameter role: the least role of an operator who may use it. Nil for the usual one: viewers read, and
  ///   administrators change.
  public init(
    _ path: String, _ kind: Kind, by callers: Callers, role: OperatorRole? = nil, returns responseKeys: String...,
    title: String, doc: String, actionAttemptType: String? = nil, isVoid: Bool = false, refusal: Refusal? = nil,
    findsNothing: Bool = false
  ) {
    self.path = path
    self.kind = kind
    self.callers = callers
    self.role = role ?? kind.role
    self.responseKeys = responseKeys
    self.title = title
    self.doc = doc
    self.actionAttemptType = actionAttemptType
    self.isVoid = isVoid
    self.refusal = refusal
    self.findsNothing = findsNothing
  }

  /// Every operation accepts POST. Reads also accept GET, updates PATCH, deletions DELETE and additions PUT.
  public var methods: [String] {
    switch kind {
    case .read: ["GET", "POST"]
    case .update: ["PATCH", "POST"]
    case .replace: ["PATCH", "PUT", "POST"]
    case .delete: ["DELETE", "POST"]
    case .add: ["PUT", "POST"]
    case .create, .act: ["POST"]
    }
  }
}

extension Operation.Kind {
  /// The usual role for operations of the kind.
  fileprivate var role: OperatorRole { self == .read ? .viewer : .administrator }
}

/// The kinds of callers that may use an operation.
public struct Callers: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let apiKey = Callers(rawValue: 1)
  public static let personalAccessToken = Callers(rawValue: 2)
  public static let consoleSession = Callers(rawValue: 4)
  public static let clientSession = Callers(rawValue: 8)
  public static let customerSession = Callers(rawValue: 16)
  public static let customerSessionReadOnly = Callers(rawValue: 32)
  /// A personal access token without a workspace.
  public static let tokenWithoutWorkspace = Callers(rawValue: 64)
  public static let publishableKey = Callers(rawValue: 128)
  /// Everybody, without a token. The request itself contains a secret.
  public static let everybody = Callers(rawValue: 256)

  /// Callers with full access to the workspace.
  public static let workspace: Callers = [.apiKey, .personalAccessToken, .consoleSession]

  /// Whether they include a caller. A caller can be of several kinds: the session of a customer is a client session too.
  public func accept(_ caller: Callers) -> Bool { !isDisjoint(with: caller) }
}
