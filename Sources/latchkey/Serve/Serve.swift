import ArgumentParser
import Foundation
import NIOCore

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the server.",
    discussion: "Each option can also be set by an environment variable. Options take precedence.")

  @Option(help: "Address to listen on; LATCHKEY_HOST. (default: 127.0.0.1)") var host: String?
  @Option(help: "Port to listen on, 0 for a free one; LATCHKEY_PORT. (default: 8080)") var port: String?
  @Option(help: "Data folder; LATCHKEY_DATA. (default: latchkey-data)") var data: String?
  @Option(
    help:
      "PostgreSQL, such as postgres://latchkey@db.example.com/latchkey; LATCHKEY_DATABASE. (default: the data folder)")
  var database: String?
  @Option(help: "Start with a virtual cloud: guide, sandbox, stays:SEATS or crowd:PEOPLE:DOORS; LATCHKEY_SCENARIO.")
  var scenario: String?
  @Option(help: "URL of a separate virtual Salto KS; LATCHKEY_VIRTUAL_SALTO_KS.") var virtualSaltoKs: String?
  @Option(help: "Public URL of the server, such as https://doors.example.com; LATCHKEY_PUBLIC_URL.")
  var publicUrl: String?
  @Flag(help: "Allow webhooks to addresses of the local network; LATCHKEY_ALLOW_PRIVATE_WEBHOOKS=true.")
  var allowPrivateWebhooks = false
  @Option(help: "PEM file with the certificate for HTTPS; LATCHKEY_TLS_CERTIFICATE.") var tlsCertificate: String?
  @Option(help: "PEM file with the certificate's private key; LATCHKEY_TLS_KEY.") var tlsKey: String?
  @Option(help: "Maximum requests per second of a key, token or session; LATCHKEY_RATE_LIMIT. (default: unlimited)")
  var rateLimit: String?
  @Option(help: "Maximum number of concurrent requests; LATCHKEY_MAX_REQUESTS. (default: 1000)") var maxRequests:
    String?
  @Option(
    help: "Timeout in seconds for receiving a request and sending its response; LATCHKEY_REQUEST_TIMEOUT. (default: 30)"
  )
  var requestTimeout: String?
  @Option(help: "Free disk space in megabytes required to be ready; LATCHKEY_FREE_SPACE. (default: 64)")
  var freeSpace: String?
  @Option(
    parsing: .upToNextOption,
    help: "Proxies trusted to report client addresses, such as 10.0.0.0/8; LATCHKEY_TRUSTED_PROXIES.")
  var trustedProxies: [String] = []
  @Option(help: "Timeout in seconds of a call to Salto KS; LATCHKEY_CALL_TIMEOUT. (default: 15)")
  var callTimeout: String?
  @Option(help: "Timeout in seconds of a site's full sync; LATCHKEY_READING_TIMEOUT. (default: 600)")
  var readingTimeout: String?
  @Option(help: "Timeout in seconds for stopping the server; LATCHKEY_STOP_TIMEOUT. (default: 10)")
  var stopTimeout: String?
  @Option(help: "Number of days to keep events; LATCHKEY_EVENT_RETENTION_DAYS. (default: 90)")
  var eventRetentionDays: String?
  @Option(help: "Number of days to keep the audit; LATCHKEY_AUDIT_RETENTION_DAYS. (default: 365)")
  var auditRetentionDays: String?
  @Option(
    help: "The same for the audit outside of workspaces; LATCHKEY_SERVER_AUDIT_RETENTION_DAYS. (default: the same)")
  var serverAuditRetentionDays: String?
  @Option(
    help: "Minutes without use after which an operator's session ends; LATCHKEY_OPERATOR_IDLE_MINUTES. (default: 480)")
  var operatorIdleMinutes: String?
  @Option(help: "Hours after which an operator's session ends; LATCHKEY_OPERATOR_SESSION_HOURS. (default: 168)")
  var operatorSessionHours: String?
  @Option(help: "URL that receives the signed head of each audit once an hour; LATCHKEY_AUDIT_HEAD_URL.")
  var auditHeadUrl: String?
  @Option(help: "Collector for traces by OTLP over HTTP, such as http://localhost:4318; LATCHKEY_TRACE_ENDPOINT.")
  var traceEndpoint: String?
  @Option(help: "File to write once requests are accepted; LATCHKEY_READY_FILE.") var readyFile: String?

  func run() async throws {
    try await reportingProblems {
      let settings = try ServeSettings(self)
      raiseOpenFileLimit()
      try await tellingOfTakenPort(settings.host, settings.port) { try await Composition(settings).run() }
    }
  }
}

/// The base URL of a listener. An IPv6 address is put in brackets.
func baseURL(_ host: String, _ port: Int, isSecure: Bool = false) -> String {
  "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
}

/// Removes the ready file of an earlier run, which would report this server as ready too early, and checks that the
/// file is writable.
func clearReadyFile(_ path: String) throws {
  _ = unlink(path)
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  guard FileManager.default.isWritableFile(atPath: folder), !FileManager.default.fileExists(atPath: path) else {
    throw Problem(.cannotWrite, "\(path) cannot be written; choose another file with --ready-file")
  }
}

/// Translates the system's errors for a port that is taken and for an address of another machine.
func tellingOfTakenPort(_ host: String, _ port: Int, _ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let problem as Problem {
    throw problem
  } catch  where "\(error)".contains("errno: 98") || "\(error)".contains("Address already in use") {
    throw Problem(.unavailable, "port \(port) is in use; stop the other program, or choose another port with --port")
  } catch  where "\(error)".contains("errno: 99") || error is SocketAddressError.UnknownHost {
    throw Problem(.unavailable, "\(host) is not an address of this machine; choose another with --host")
  }
}
