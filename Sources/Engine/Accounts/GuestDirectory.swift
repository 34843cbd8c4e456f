package import API
package import Core
import Synchronization
package import Wire

/// The gateways to guests' own accounts, by connected account.
package final class GuestDirectory: Sendable {
  private let accounts = Mutex<[ID<ConnectedAccount>: any GuestAccounts]>([:])

  package init() {}

  package func add(_ guests: any GuestAccounts, of account: ID<ConnectedAccount>) {
    accounts.withLock { $0[account] = guests }
  }

  package func remove(_ account: ID<ConnectedAccount>) { accounts.withLock { $0[account] = nil } }

  package func guests(of account: ID<ConnectedAccount>) -> (any GuestAccounts)? { accounts.withLock { $0[account] } }
}
