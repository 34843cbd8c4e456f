import MobileKey
import SeamClient
import Wire

/// The guest's phone in the story: a folder, and the radio of the virtual site.
struct DemoPhone: Sendable {
  /// An address without a server.
  private static let nowhere = "http://127.0.0.1:1"

  let storage: FolderStorage
  let endpoint: String
  let radio: String
  let now: @Sendable () -> Instant

  /// Starts a session. The phone has no key before its guest has signed in.
  func login(token: String) async throws -> [SeamCredential] {
    let phone = try device(at: endpoint)
    try phone.initialize(clientSessionToken: token)
    return try await phone.refresh()
  }

  /// The guest opens the invitation, then the page that the phone waits for. The phone fetches its key.
  func signIn(email: String, password: String, invitation: String) async throws -> [SeamCredential] {
    let phone = try device(at: endpoint)
    try phone.resume()
    let guest = FormFiller(email: email, password: password)
    try await guest.complete(invitation)
    if let page = try await phone.refresh().lazy.compactMap(\.signInURL).first {
      try await guest.complete(page)
      try await phone.refresh()
    }
    return phone.credentials
  }

  /// Holds the phone to a door.
  ///
  /// - Parameter isCutOff: Whether the phone's server is unreachable. Then the phone uses its stored keys.
  func unlock(_ door: String, isCutOff: Bool) async throws -> UnlockOutcome {
    let phone = try device(at: isCutOff ? Self.nowhere : endpoint, heldTo: door)
    try phone.resume()
    try await phone.activate()
    guard let key = phone.credentials.first else { throw Problem(.noKey, "the phone has no key") }
    return try await phone.attempt(using: key.id)
  }

  private func device(at endpoint: String, heldTo door: String? = nil) throws -> SeamPhone {
    var configuration = SeamConfiguration(
      endpoint: endpoint, storage: storage, radio: door.map { SocketRadio(path: radio, heldTo: $0) }, now: now)
    configuration.pollingInterval = nil
    // The client retries until its timeout, so keep it short.
    if endpoint == Self.nowhere { configuration.timeout = .seconds(1) }
    return try SeamPhone(configuration)
  }
}
