import API
import Core
import Store
import Wire

/// Who sent a request, once that is proven.
package struct Caller: Sendable {
  /// Blank where a personal access token names none, which only operations for such tokens see.
  package let workspaceID: ID<Workspace>
  /// The one kind of token that was shown.
  package let kind: Callers
  /// The part of that token by which it is found, which is no secret.
  let token: String
  /// The session that was shown, with what it may see. Nil for who runs the workspace.
  let session: ClientSessionRecord?
  /// Whose personal access token was shown; nil for other kinds.
  let operatorID: ID<Operator>?
  /// Where the request comes from, if that is known.
  let sender: IPAddress?
  /// The verb of the request.
  let method: String
  /// Where people reach the server, for links in answers.
  let address: ServerAddress

  package init(
    workspaceID: ID<Workspace>, kind: Callers, token: String, session: ClientSessionRecord?, operatorID: ID<Operator>?,
    sender: IPAddress?, method: String, address: ServerAddress
  ) {
    self.workspaceID = workspaceID
    self.kind = kind
    self.token = token
    self.session = session
    self.operatorID = operatorID
    self.sender = sender
    self.method = method
    self.address = address
  }

  /// The caller as the author of changes.
  var author: Author {
    if let session { return .session(session.id, from: sender) }
    if let operatorID { return .accessToken(token, of: operatorID, from: sender) }
    return kind == .publishableKey ? .publishableKey(token, from: sender) : .apiKey(token, from: sender)
  }

  /// The identity whose phone calls. Throws where the session has none.
  func ownIdentity() throws -> ID<UserIdentity> {
    guard let identity = session?.userIdentityID else { throw APIError.sessionWithoutIdentity }
    return identity
  }

  /// The identity by which a list is narrowed: the one that is asked for, and for a session its own.
  ///
  /// - Returns: nil where the session may see nothing of it, `.some(nil)` where nothing narrows the list.
  func narrowed(_ asked: ID<UserIdentity>?, _ connection: Connection) throws -> ID<UserIdentity>?? {
    let asked = try asked.map { try connection.current($0, in: workspaceID) }
    guard let session else { return .some(asked) }
    guard let own = try session.userIdentityID.map({ try connection.current($0, in: workspaceID) }),
      asked == nil || asked == own
    else { return nil }
    return .some(own)
  }

  /// Whether the caller may see what belongs to an identity.
  func maySee(_ identity: ID<UserIdentity>?) -> Bool {
    guard let session else { return true }
    return identity != nil && identity == session.userIdentityID
  }
}
