package import Core
import Engine
import Logging
import OpenID
import Store
import Wire

/// Signs operators in with their company account, at an OpenID provider.
package struct CompanySignIn: Sendable {
  /// Where the provider sends browsers back to.
  package static let returnPath = "/console/oidc/return"

  /// A sign-in that has begun.
  package struct Begun: Sendable {
    /// The page of the provider on which the person signs in.
    package let url: String
    /// What the browser keeps until it returns.
    package let cookie: String
  }

  /// What the provider sent with the browser.
  package struct Return: Sendable {
    let state: String?
    let code: String?
    let error: String?
    let issuer: String?

    package init(state: String?, code: String?, error: String?, issuer: String?) {
      self.state = state
      self.code = code
      self.error = error
      self.issuer = issuer
    }
  }

  let platform: Platform
  let provider: OpenIDProvider

  /// How long a browser keeps the cookie.
  package static var cookieLife: Duration { CompanySignInAttempt.life }

  /// The text of the button that begins it.
  package var label: String { provider.settings.label }

  /// Begins a sign-in.
  ///
  /// - Parameter back: the page to return to.
  /// - Throws: ``CompanySignInFault``, and 400 if the server's public URL is not set.
  package func begin(backTo back: String) async throws -> Begun {
    let attempt = CompanySignInAttempt(
      secrets: OpenIDAttempt(platform.secrets), back: back, begunAt: platform.clocks.system.now())
    let cookie = try attempt.sealed(by: platform.secrets.seal)
    let returnURL = try returnURL
    let url = try await explaining { () async throws(OpenIDFault) -> String in
      try await provider.signInURL(attempt.secrets, returnURL: returnURL)
    }
    return Begun(url: url, cookie: cookie)
  }

  /// Opens the session of an operator whom the provider sent back.
  ///
  /// - Parameter cookie: what the browser kept. Nil if it kept nothing.
  /// - Returns: the session, and the page to return to.
  /// - Throws: ``CompanySignInFault``.
  package func finish(
    _ answer: Return, cookie: String?, from sender: IPAddress?
  ) async throws -> (opened: OperatorSignIn.Opened, back: String) {
    let now = platform.clocks.system.now()
    if let error = answer.error { throw fault(error) }
    guard let cookie, let attempt = CompanySignInAttempt(cookie, by: platform.secrets.seal), now < attempt.endsAt,
      let state = answer.state, areEqualInConstantTime(state, attempt.secrets.state),
      answer.issuer.map({ $0 == provider.settings.issuer }) ?? true, let code = answer.code, !code.isEmpty
    else { throw CompanySignInFault.unknownAttempt }
    let proof = try begin(attempt, from: sender)
    guard try await end(attempt, proof, at: now) else { throw CompanySignInFault.unknownAttempt }
    let identity = try await identity(code: code, attempt, proof, returnURL: try returnURL)
    return (try await platform.operatorSignIn.open(identity: identity, from: sender), attempt.back)
  }

  /// Counts the attempt as failed until the provider has identified somebody, so that nobody can make this server ask
  /// the provider without end.
  private func begin(
    _ attempt: CompanySignInAttempt, from sender: IPAddress?
  ) throws(CompanySignInFault) -> FailedProofs.Attempt {
    let state = attempt.secrets.state
    do throws(FailedProofs.TooMany) {
      return try platform.failedProofs.begin(.code, at: "company sign-in \(state)", from: sender, mark: state)
    } catch {
      throw .tooMany
    }
  }

  /// Ends an attempt, at all servers of the database.
  ///
  /// - Returns: whether it had not ended before.
  private func end(
    _ attempt: CompanySignInAttempt, _ proof: FailedProofs.Attempt, at now: Instant
  ) async throws -> Bool {
    let (hash, end) = (sha256Text(attempt.secrets.state), attempt.endsAt)
    do {
      return try await platform.database.writeOutsideWorkspaces(at: now, by: .rule(.notingUses)) {
        try $0.endSignIn(stateHash: hash, expiringAt: end)
      }
    } catch {
      platform.failedProofs.forgive(proof)
      throw error
    }
  }

  private func identity(
    code: String, _ attempt: CompanySignInAttempt, _ proof: FailedProofs.Attempt, returnURL: String
  ) async throws(CompanySignInFault) -> OpenIDIdentity {
    do throws(CompanySignInFault) {
      let identity = try await explaining { () async throws(OpenIDFault) -> OpenIDIdentity in
        try await provider.identity(code: code, attempt.secrets, returnURL: returnURL)
      }
      platform.failedProofs.forgive(proof)
      return identity
    } catch {
      switch error {
      case .unavailable, .resting, .busy: platform.failedProofs.forgive(proof)
      case .refused, .unknownAttempt, .tooMany, .untrusted, .unverified, .notInvited, .otherAccount: break
      }
      throw error
    }
  }

  private var returnURL: String { get throws { try platform.address.forLinks() + Self.returnPath } }

  /// The fault behind an error of the provider. Its sender need not be known, since it opens nothing.
  private func fault(_ error: String) -> CompanySignInFault {
    let refusals = ["access_denied", "login_required", "consent_required", "interaction_required"]
    return refusals.contains(error) ? .refused : .unavailable
  }

  /// Logs why the provider identifies nobody, which its administrator must know and the visitor need not.
  private func explaining<T: Sendable>(_ body: () async throws(OpenIDFault) -> T) async throws(CompanySignInFault) -> T
  {
    do throws(OpenIDFault) {
      return try await body()
    } catch {
      switch error {
      case .codeRefused: throw .unknownAttempt
      case .busy: throw .busy
      // The log has the reason since the reading that failed.
      case .resting(let time): throw .resting(seconds: Int((time / .seconds(1)).rounded(.up)))
      case .unavailable(let reason):
        platform.logger.error("Operators cannot sign in with company accounts", metadata: ["reason": "\(reason)"])
        throw .unavailable
      case .untrusted(let reason):
        platform.logger.warning("A sign-in with a company account was refused", metadata: ["reason": "\(reason)"])
        throw .untrusted
      }
    }
  }
}

extension Platform {
  /// Signs operators in with company accounts. Nil if no provider is set.
  package var companySignIn: CompanySignIn? { company.map { CompanySignIn(platform: self, provider: $0) } }
}
