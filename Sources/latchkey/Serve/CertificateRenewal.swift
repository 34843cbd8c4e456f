import Logging
import Server
import ServiceLifecycle
import UnixSignals

/// A service that reloads the certificate on SIGHUP.
struct CertificateRenewal: Service {
  let files: CertificateFiles
  let logger: Logger

  func run() async throws {
    let signals = await UnixSignalsSequence(trapping: .sighup)
    for await _ in signals.cancelOnGracefulShutdown() {
      do {
        try files.reload()
        logger.notice("The certificate was reloaded")
      } catch {
        logger.error("The certificate could not be reloaded; keeping the current one", metadata: ["error": "\(error)"])
      }
    }
  }
}
