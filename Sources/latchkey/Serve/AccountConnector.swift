import API
import AsyncHTTPClient
import Core
import Engine
import SaltoKS
import Store
import Wire

/// Makes providers of connected accounts: opens the sealed login, and keeps tokens sealed.
struct AccountConnector: Sendable {
  let database: Database
  let seal: Seal
  let client: HTTPClient
  let clocks: WorkspaceClocks
  let deadlines: Deadlines
  let meter: CallMeter

  func provider(
    of account: ConnectedAccountRecord, at configuration: SaltoKSConfiguration, hook: CallHook?
  ) async throws -> SaltoKSProvider {
    guard try await credentials(of: account) != nil else {
      throw Problem(.data, "the login of account \(account.id) cannot be decrypted with this seal key")
    }
    let clocks = clocks
    return SaltoKSProvider(
      client: client, configuration: configuration, credentials: { try await credentials(of: account) },
      loadToken: { await token(of: account) }, saveToken: { await save($0, of: account) },
      now: { clocks.now(in: account.workspaceID) }, meter: meter, hook: hook)
  }

  private func credentials(of account: ConnectedAccountRecord) async throws -> SaltoKSCredentials? {
    let sealed = try await database.read { try $0.sealedCredentials(of: account.id, in: account.workspaceID) }
    guard let sealed, let bytes = try? seal.opened(sealed, place: account.credentialsPlace) else {
      return nil
    }
    return SaltoKSCredentials(bytes: bytes)
  }

  /// The way to guests' own accounts, where people can sign in themselves.
  func guests(
    of account: ConnectedAccountRecord, at configuration: SaltoKSConfiguration, clientID: String
  ) -> SaltoKSGuests {
    let clocks = clocks
    return SaltoKSGuests(
      client: client, configuration: configuration, clientID: clientID,
      now: { clocks.now(in: account.workspaceID) })
  }

  private func token(of account: ConnectedAccountRecord) async -> SaltoKSToken? {
    let sealed = try? await database.read { try $0.sealedToken(of: account.id, in: account.workspaceID) }
    guard let sealed = sealed ?? nil, let bytes = try? seal.opened(sealed, place: account.tokenPlace) else {
      return nil
    }
    return SaltoKSToken(bytes: bytes)
  }

  /// A token that cannot be kept is fetched again after a restart, so nothing is lost.
  private func save(_ token: SaltoKSToken?, of account: ConnectedAccountRecord) async {
    let sealed = token.flatMap { try? seal.sealed($0.bytes, place: account.tokenPlace) }
    let clocks = clocks
    try? await database.write(
      in: account.workspaceID, at: clocks.now(in: account.workspaceID), by: .rule(.connecting)
    ) { try $0.saveSealedToken(sealed, of: account.id) }
  }
}
