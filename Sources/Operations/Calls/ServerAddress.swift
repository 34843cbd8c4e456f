import API
import Synchronization

/// The address under which people reach the server, of which links are made. It comes from the settings, or is where the
/// server listens on a loopback address: never from a request, whose sender can write what they like.
package final class ServerAddress: Sendable {
  private let base: Mutex<String?>

  /// - Parameter base: scheme, host and port; nil where that is not known, or not yet.
  package init(_ base: String?) { self.base = Mutex(base) }

  /// The server listens on a loopback address, which is where people on this machine reach it.
  package func listens(at base: String) { self.base.withLock { $0 = $0 ?? base } }

  /// Nil where nobody said how people reach the server.
  package var known: String? { base.withLock { $0 } }

  /// The address, for a link.
  ///
  /// - Throws: 400 where nobody said how people reach the server.
  package func forLinks() throws -> String {
    guard let known else { throw APIError.noPublicURL }
    return known
  }
}
