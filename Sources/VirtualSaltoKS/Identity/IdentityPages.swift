import Foundation

/// The pages for people: the invitation and the sign-in. Plain forms, no scripts.
extension CloudState {
  mutating func page(_ request: VirtualRequest, now: Int64) -> Reply? {
    let form = queryItems(String(decoding: request.body, as: UTF8.self))
    let query = queryItems(request.query)
    switch (request.method, request.path) {
    case ("GET", "/invitation"): return showInvitation(query["token"])
    case ("POST", "/invitation"): return acceptInvitation(form)
    case ("GET", "/connect/authorize"): return showSignIn(query, nil)
    case ("POST", "/connect/authorize"): return signIn(form, now)
    default: return nil
    }
  }

  // MARK: Invitation

  private func showInvitation(_ token: String?, fault: String? = nil) -> Reply {
    guard let invitation = platform.invitations.first(where: { $0.token == token }) else {
      return Self.html("Invitation", "<p>This invitation is not known.</p>", status: 404)
    }
    if platform.profiles[invitation.email.lowercased()] != nil {
      return Self.html("Invitation", "<p>\(Self.escaped(invitation.email)) has an account already.</p>")
    }
    return Self.html(
      "Make your account",
      """
      \(fault.map { "<p role=alert>\(Self.escaped($0))</p>" } ?? "")
      <form method="post" action="/invitation">
      <input type="hidden" name="token" value="\(Self.escaped(invitation.token))">
      <p>\(Self.escaped(invitation.email))</p>
      <p><label>New password <input type="password" name="password" required minlength="8"></label></p>
      <p><button>Make account</button></p>
      </form>
      """, status: fault == nil ? 200 : 400)
  }

  private mutating func acceptInvitation(_ form: [String: String]) -> Reply {
    guard let invitation = platform.invitations.first(where: { $0.token == form["token"] }),
      platform.profiles[invitation.email.lowercased()] == nil
    else { return showInvitation(form["token"]) }
    guard let password = form["password"], password.count >= 8 else {
      return showInvitation(invitation.token, fault: "A password has eight characters or more.")
    }
    platform.put(
      Profile(
        email: invitation.email, personID: invitation.personID, password: password, salt: platform.newID()))
    var reply = Self.html("Welcome", "<p>Your account is ready. You can go back to the app.</p>")
    reply.effect = "profile_completed"
    let site = index(of: invitation.siteID, orFirst: ())
    reply.userID = site.flatMap { sites[$0].userByPerson[invitation.personID] }
    return reply
  }

  // MARK: Sign-in

  private func showSignIn(_ items: [String: String], _ fault: String?) -> Reply {
    do throws(AuthorizationFault) {
      _ = try authorizationRequest(items)
    } catch {
      return answer(to: error, state: items["state"])
    }
    let names = [
      "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
    ]
    let hidden = names.map {
      "<input type=\"hidden\" name=\"\($0)\" value=\"\(Self.escaped(items[$0] ?? ""))\">"
    }
    return Self.html(
      "Sign in",
      """
      \(fault.map { "<p role=alert>\(Self.escaped($0))</p>" } ?? "")
      <form method="post" action="/connect/authorize">
      \(hidden.joined(separator: "\n"))
      <p><label>E-mail address <input type="email" name="username" required></label></p>
      <p><label>Password <input type="password" name="password" required></label></p>
      <p><button>Sign in</button></p>
      </form>
      """, status: fault == nil ? 200 : 401)
  }

  private mutating func signIn(_ form: [String: String], _ now: Int64) -> Reply {
    let request: AuthorizationRequest
    do throws(AuthorizationFault) {
      request = try authorizationRequest(form)
    } catch {
      return answer(to: error, state: form["state"])
    }
    guard let profile = signIn(form["username"] ?? "", form["password"] ?? "") else {
      return showSignIn(form, "The e-mail address or the password is wrong.")
    }
    let code = AuthorizationCode(
      text: platform.newID(), personID: profile.personID, redirectURI: request.redirectURI,
      challenge: request.challenge, scopes: request.scopes, expiresAt: now + 60_000_000, clientID: request.clientID)
    platform.put(code)
    return Self.redirect(request.redirectURI, ["code": code.text, "state": request.state])
  }

  private func answer(to fault: AuthorizationFault, state: String?) -> Reply {
    switch fault {
    case .unknownClient: Self.html("Sign in", "<p>The app that sent you here is not known.</p>", status: 400)
    case .unknownRedirect: Self.html("Sign in", "<p>The address to return to is not allowed.</p>", status: 400)
    case .refused(let redirect, let error): Self.redirect(redirect, ["error": error, "state": state ?? ""])
    }
  }

  // MARK: Making answers

  private static func redirect(_ address: String, _ items: [String: String]) -> Reply {
    guard var components = URLComponents(string: address) else { return Reply(status: 400) }
    let given = components.queryItems ?? []
    components.queryItems = given + items.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
    return Reply(status: 302, headers: [("location", components.string ?? address)])
  }

  private static func html(_ title: String, _ body: String, status: Int = 200) -> Reply {
    Reply(
      status: status,
      text: """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>\(title)</title>
        <h1>\(title)</h1>
        \(body)
        </html>
        """)
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
  }
}
