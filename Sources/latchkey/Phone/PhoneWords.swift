import MobileKey
import SeamClient
import Wire

extension SeamCredential {
  /// The page where the guest must sign in before the phone can fetch this key.
  var signInURL: String? {
    for case .userInteractionRequired(.completeOtpAuthorization(let url)) in errors { return url }
    return nil
  }

  var json: JSON {
    .object([
      "id": .string(id), "name": .string(name), "opens": .string(location), "is_managed": .bool(isManaged),
      "provider_name": providerName.map(JSON.string) ?? .null,
      "expires_at": expiry.map { .string($0.description) } ?? .null,
      "errors": .array(errors.map { .string($0.code) }), "sign_in_url": signInURL.map(JSON.string) ?? .null,
    ])
  }
}

extension SeamCredentialError {
  /// The error code for programs.
  var code: String {
    switch self {
    case .awaitingLocalCredential: "awaiting_local_credential"
    case .contactSeamSupport: "contact_support"
    case .expired: "expired"
    case .unknown: "unknown"
    case .unsupportedDevice: "unsupported_device"
    case .userInteractionRequired(.completeOtpAuthorization): "sign_in_required"
    case .userInteractionRequired: "user_interaction_required"
    }
  }

  /// The error message for people.
  var words: String {
    switch self {
    case .awaitingLocalCredential: "not fetched yet"
    case .contactSeamSupport: "rejected by Salto KS"
    case .expired: "expired"
    case .unknown: "broken"
    case .unsupportedDevice: "not for this phone"
    case .userInteractionRequired(.completeOtpAuthorization): "waiting for the guest to sign in"
    case .userInteractionRequired: "waiting for the guest"
    }
  }
}

extension Problem {
  static func signIn(_ url: String) -> Problem {
    Problem(.signInRequired, "sign-in required: the guest must sign in at \(url); then run the command again")
  }

  /// Translates a phone's error into a problem with advice.
  init(_ error: SeamPhoneError) {
    switch error {
    case .initializationRequired:
      self.init(.configuration, "the phone has no session; run `latchkey phone login TOKEN` first")
    case .alreadyInitialized: self.init(.conflict, "the phone is logged in; run `latchkey phone deactivate` first")
    case .deactivationInProgress: self.init(.later, "the phone is being deactivated")
    case .internetConnectionRequired:
      self.init(.unavailable, "the server or Salto KS does not respond; check --endpoint and the network")
    case .invalidClientSessionToken:
      self.init(.notAllowed, "the client session token was rejected; log in with another one")
    case .integrationNotFound: self.init(.usage, "the phone has no radio; give --radio with the site's socket")
    case .invalidCredentialId: self.init(.noKey, "the guest has no mobile key")
    case .credentialErrors(let errors):
      if case .userInteractionRequired(.completeOtpAuthorization(let url))? = errors.first {
        self = .signIn(url)
        return
      }
      self.init(.noKey, "the key cannot be used: \(errors.map(\.words).joined(separator: ", "))")
    }
  }
}

extension Problem {
  init(_ error: SignInPageError) {
    switch error {
    case .noPage(let address): self.init(.usage, "\(address) is not the URL of a page")
    case .refused(let status, let words):
      self.init(.notAllowed, "the page responded with status \(status): \(words.printable)")
    case .rejected(let words):
      self.init(
        .notAllowed,
        "the form was rejected: \(words.printable); check the e-mail address and the password")
    case .tooManyRedirects: self.init(.protocolBroken, "too many redirects")
    case .unreachable(let address): self.init(.unavailable, "the page at \(address) does not respond")
    }
  }
}

/// Runs a phone's command. A failure becomes the exit code.
func reportingPhoneProblems(asJSON: Bool, _ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let problem as Problem {
    problem.end(asJSON: asJSON)
  } catch let error as SeamPhoneError {
    Problem(error).end(asJSON: asJSON)
  } catch let error as SignInPageError {
    Problem(error).end(asJSON: asJSON)
  } catch let error as SeamError {
    OperationFailure(error, of: "phone").end(asJSON: asJSON)
  } catch let failure as PhoneStorageFailure {
    Problem(.cannotWrite, "\(failure)").end(asJSON: asJSON)
  }
}
