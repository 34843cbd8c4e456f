import Logging
import Server
import ServiceLifecycle
import UnixSignals

/// Reads the certificate anew when it is told to by SIGHUP: a service.
struct CertificateRenewal: Service {
  let files: CertificateFiles
  let logger: Logger

  func run() async throws {
    let signals = await UnixSignalsSequence(trapping: .sighup)
    for await _ in signals.cancelOnGracefulShutdown() {
      do {
        try files.reload()
        logger.notice("The certificate was read anew")
      } catch {
        logger.error("The certificate stays as it was", metadata: ["error": "\(error)"])
      }
    }
  }
}
