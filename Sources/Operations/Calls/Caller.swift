package import API
package import Core
import Store
package import Wire

/// The authenticated caller of a request.
package struct Caller: Sendable {
  /// Blank for a personal access token without a workspace. Only operations for such tokens see that.
  package let workspaceID: ID<Workspace>
  /// The kind of the caller's token.
  package let kind: Callers
  /// The short part of the token, which is not secret.
  let token: String
  /// The caller's client session. Nil for callers who run the workspace.
  let session: ClientSessionRecord?
  /// The operator of the personal access token or of the session in a browser. Nil for other kinds.
  let operatorID: ID<Operator>?
  /// The operator's session in a browser. Nil for other kinds.
  package let operatorSession: ID<OperatorSession>?
  /// What the caller may do in the workspace. API keys are administrators. Nil for callers who do not run the
  /// workspace, whose kind alone decides.
  package let role: OperatorRole?
  /// Whether the workspace is suspended.
  let isSuspended: Bool
  /// The sender's address, if known.
  let sender: IPAddress?
  /// Whether creating again returns the existing object.
  let mayReuse: Bool
  /// The server's public URL, for links in responses.
  let address: ServerAddress
  /// The ID of the request, as in its response and in the log.
  let requestID: String?
  /// What the caller asks for. Nil until the request is read.
  private(set) var call: AuditedCall?
  /// What must be as the caller saw it. Nil if the call depends on nothing.
  private(set) var seen: SeenResource?

  package init(
    workspaceID: ID<Workspace>, kind: Callers, token: String, session: ClientSessionRecord?, operatorID: ID<Operator>?,
    operatorSession: ID<OperatorSession>? = nil, role: OperatorRole?, isSuspended: Bool = false, sender: IPAddress?,
    mayReuse: Bool, address: ServerAddress, requestID: String?
  ) {
    self.workspaceID = workspaceID
    self.kind = kind
    self.token = token
    self.session = session
    self.operatorID = operatorID
    self.operatorSession = operatorSession
    self.role = role
    self.isSuspended = isSuspended
    self.sender = sender
    self.mayReuse = mayReuse
    self.address = address
    self.requestID = requestID
  }

  /// The caller with the operation that it calls.
  func calling(_ operation: Operation, _ parameters: JSON) -> Caller {
    var caller = self
    let members = if case .object(let members) = parameters { members } else { [String: JSON]() }
    caller.call = AuditedCall(operation.path, requestID: requestID, parameters: members)
    return caller
  }

  /// The caller of calls that change nothing if a resource is not as it was.
  func expecting(_ seen: SeenResource?) -> Caller {
    var caller = self
    caller.seen = seen
    return caller
  }

  /// The caller as the author of changes.
  var author: Author {
    if let session { return .session(session.id, from: sender) }
    if let operatorSession, let operatorID { return .operatorSession(operatorSession, of: operatorID, from: sender) }
    if let operatorID { return .accessToken(token, of: operatorID, from: sender) }
    if kind == .everybody { return .visitor(from: sender) }
    return kind == .publishableKey ? .publishableKey(token, from: sender) : .apiKey(token, from: sender)
  }

  /// Throws if the caller's role does not include an operation.
  func check(_ operation: Operation) throws {
    guard let role, role < operation.role else { return }
    throw APIError.roleRequired(operation.role, caller: role)
  }

  /// The role that shows PINs and other secrets.
  private static let leastToSeeSecrets = OperatorRole.frontDesk

  /// Whether responses show PINs and other secrets to the caller.
  var seesSecrets: Bool { role.map { $0 >= Self.leastToSeeSecrets } ?? true }

  /// Throws if the caller looks for something by a secret that the caller may not see, which would be guessing.
  func check(_ parameters: JSON, of fields: @autoclosure () -> [FieldSchema]) throws {
    guard let role, !seesSecrets else { return }
    if fields().contains(where: { $0.isSecret && parameters[$0.name] != nil }) {
      throw APIError.roleRequired(Self.leastToSeeSecrets, caller: role)
    }
  }

  /// The identity of the calling phone. Throws if the session has none.
  func ownIdentity() throws -> ID<UserIdentity> {
    guard let identity = session?.userIdentityID else { throw APIError.sessionWithoutIdentity }
    return identity
  }

  /// The identity by which a list is filtered: the requested one, and for a session its own.
  ///
  /// - Returns: nil if the session can see none of it, `.some(nil)` if the list is not filtered.
  func narrowed(_ asked: ID<UserIdentity>?, _ connection: Connection) throws -> ID<UserIdentity>?? {
    let asked = try asked.map { try connection.current($0, in: workspaceID) }
    guard let session else { return .some(asked) }
    guard let own = try session.userIdentityID.map({ try connection.current($0, in: workspaceID) }),
      asked == nil || asked == own
    else { return nil }
    return .some(own)
  }

  /// Whether the caller can see the resources of an identity.
  func maySee(_ identity: ID<UserIdentity>?) -> Bool {
    guard let session else { return true }
    return identity != nil && identity == session.userIdentityID
  }
}
