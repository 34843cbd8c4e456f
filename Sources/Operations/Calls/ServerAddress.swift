import API
import Synchronization

/// The server's public URL, the base of all links. It comes from the settings, or is the loopback address that the
/// server listens on. It never comes from a request, whose sender could forge it.
package final class ServerAddress: Sendable {
  private let base: Mutex<String?>

  /// - Parameter base: scheme, host and port. Nil if unknown, or not known yet.
  package init(_ base: String?) { self.base = Mutex(base) }

  /// Sets the loopback address that the server listens on, which is reachable from this machine.
  package func listens(at base: String) { self.base.withLock { $0 = $0 ?? base } }

  /// Nil if the server's public URL is not set.
  package var known: String? { base.withLock { $0 } }

  /// The URL, for a link.
  ///
  /// - Throws: ``APIError/noPublicURL`` if the server's public URL is not set.
  package func forLinks() throws -> String {
    guard let known else { throw APIError.noPublicURL }
    return known
  }
}
