import API
import Core
import Synchronization
import Wire

/// How guests' own accounts are reached, by the connected account whose provider has them.
public final class GuestDirectory: Sendable {
  private let accounts = Mutex<[ID<ConnectedAccount>: any GuestAccounts]>([:])

  public init() {}

  public func add(_ guests: any GuestAccounts, of account: ID<ConnectedAccount>) {
    accounts.withLock { $0[account] = guests }
  }

  public func remove(_ account: ID<ConnectedAccount>) { accounts.withLock { $0[account] = nil } }

  public func guests(of account: ID<ConnectedAccount>) -> (any GuestAccounts)? { accounts.withLock { $0[account] } }
}
