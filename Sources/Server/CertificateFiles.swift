import NIOCore
import NIOSSL
import Synchronization

/// A certificate and its key in files, which may be renewed while the server runs: connections after
/// ``reload()`` use the new certificate.
package final class CertificateFiles: Sendable {
  /// A human-readable description of the problem.
  package struct Broken: Error, CustomStringConvertible {
    package let description: String
  }

  private struct Pair {
    var chain: [NIOSSLCertificateSource]
    var key: NIOSSLPrivateKeySource
  }

  private let certificate: String
  private let key: String
  private let pair: Mutex<Pair>

  /// - Parameters:
  ///   - certificate: a PEM file with the certificate and its chain.
  ///   - key: a PEM file with its private key.
  package init(certificate: String, key: String) throws(Broken) {
    self.certificate = certificate
    self.key = key
    pair = Mutex(try Self.load(certificate, key))
  }

  /// Reads both files again. If that fails, the current certificate stays in use.
  package func reload() throws(Broken) {
    let fresh = try Self.load(certificate, key)
    pair.withLock { $0 = fresh }
  }

  /// A configuration whose handshakes use the current certificate and key.
  func configuration() -> TLSConfiguration {
    let first = pair.withLock { $0 }
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: first.chain, privateKey: first.key)
    configuration.minimumTLSVersion = .tlsv12
    configuration.sslContextCallback = { [self] _, promise in
      let current = pair.withLock { $0 }
      var change = NIOSSLContextConfigurationOverride()
      change.certificateChain = current.chain
      change.privateKey = current.key
      promise.succeed(change)
    }
    return configuration
  }

  private static func load(_ certificate: String, _ key: String) throws(Broken) -> Pair {
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch {
      throw Broken(description: "\(certificate) contains no readable PEM certificate")
    }
    let secret: NIOSSLPrivateKey
    do { secret = try NIOSSLPrivateKey(file: key, format: .pem) } catch {
      throw Broken(description: "\(key) contains no readable PEM private key")
    }
    let configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw Broken(description: "the key in \(key) does not belong to the certificate in \(certificate)")
    }
    return Pair(chain: chain.map { .certificate($0) }, key: .privateKey(secret))
  }
}
