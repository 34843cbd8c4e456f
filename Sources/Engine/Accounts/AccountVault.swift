import API
import Core
import Logging
import Store
import Wire

/// Encrypts and decrypts the logins and tokens of connected accounts.
struct AccountVault: Sendable {
  let database: Database
  let seal: Seal
  let clocks: WorkspaceClocks
  let logger: Logger

  func sealed(_ login: [UInt8], for account: ConnectedAccountRecord) throws -> [UInt8] {
    try seal.sealed(login, place: account.credentialsPlace)
  }

  /// Access to an account's secrets.
  ///
  /// - Throws: ``SealedLoginError`` if the login cannot be decrypted.
  func keys(of account: ConnectedAccountRecord) async throws -> AccountKeys {
    guard try await login(of: account) != nil else { throw SealedLoginError(account: account.id) }
    return AccountKeys(
      login: { try await login(of: account) }, token: { await token(of: account) },
      saveToken: { await save($0, of: account) })
  }

  private func login(of account: ConnectedAccountRecord) async throws -> [UInt8]? {
    let sealed = try await database.read { try $0.sealedCredentials(of: account.id, in: account.workspaceID) }
    return sealed.flatMap { try? seal.opened($0, place: account.credentialsPlace) }
  }

  /// A token that cannot be read is fetched again.
  private func token(of account: ConnectedAccountRecord) async -> [UInt8]? {
    do {
      let sealed = try await database.read { try $0.sealedToken(of: account.id, in: account.workspaceID) }
      return sealed.flatMap { try? seal.opened($0, place: account.tokenPlace) }
    } catch {
      report("The token of an account could not be read", account, error)
      return nil
    }
  }

  /// A token that cannot be stored is fetched again after a restart.
  private func save(_ token: [UInt8]?, of account: ConnectedAccountRecord) async {
    do {
      let sealed = try token.map { try seal.sealed($0, place: account.tokenPlace) }
      try await database.write(
        in: account.workspaceID, at: clocks.now(in: account.workspaceID), by: .rule(.connecting)
      ) { try $0.saveSealedToken(sealed, of: account.id) }
    } catch {
      report("The token of an account could not be stored", account, error)
    }
  }

  private func report(_ message: Logger.Message, _ account: ConnectedAccountRecord, _ error: any Error) {
    logger.warning(message, metadata: ["connected_account_id": "\(account.id)", "error": "\(error)"])
  }
}

/// No seal key decrypts the login of an account.
struct SealedLoginError: Error, CustomStringConvertible {
  let account: ID<ConnectedAccount>
  var description: String { "the login of account \(account) cannot be decrypted with this seal key" }
}
