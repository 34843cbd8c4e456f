import API
import Core
import Engine
import Logging
import OpenID
import Operations
import Server
import VirtualSaltoKS
import Wire

/// The settings of a server, from the command line and the environment.
struct ServeSettings: Sendable {
  var host: String
  var port: Int
  var data: String
  var database = DatabasePlace.folder
  var scenario: Scenario?
  var virtualSaltoKS: String?
  var readyFile: String?
  /// Nil for the address of the listener, if it is a loopback address.
  var publicURL: String?
  var allowsPrivateWebhooks: Bool
  var limits = RequestLimits()
  var deadlines = Deadlines()
  /// Nil for plain HTTP, for example behind a proxy.
  var certificate: CertificateFiles?
  /// The token for the metrics. Read from the environment only, since other processes can see command lines.
  var metricsToken: String?
  /// With less free disk space, in bytes, the server is not ready.
  var freeSpaceMin: UInt64 = 64 << 20
  var eventRetention = Duration.seconds(90 * 86_400)
  var auditRetention = Duration.seconds(365 * 86_400)
  /// How long the audit outside of workspaces is kept. Nil for as long as those of workspaces.
  var serverAuditRetention: Duration?
  var operatorSessionLife = OperatorSessionLife.standard
  /// Nil if the heads of the audits are only logged.
  var auditHeadReceiver: AuditHeadReceiver?
  /// Nil if traces are not exported.
  var traceEndpoint: String?
  /// The provider of operators' company accounts. Nil for none.
  var openID: OpenIDSettings?
  /// The instances of Salto KS where accounts can be connected.
  var tenants: [SaltoKSTenant]
  var logForm: LogForm
  var logger: Logger
}

extension ServeSettings {
  init(_ command: Serve) throws {
    host = setting(command.host, "LATCHKEY_HOST", standard: "127.0.0.1") ?? "127.0.0.1"
    let portText = setting(command.port, "LATCHKEY_PORT", standard: "8080") ?? "8080"
    guard let port = Int(portText), (0...65_535).contains(port) else {
      throw Problem(.configuration, "--port must be a number from 0 to 65535, not \(portText)")
    }
    self.port = port
    data = setting(command.data, "LATCHKEY_DATA", standard: "latchkey-data") ?? "latchkey-data"
    database = try Self.database(command)
    if let text = setting(command.scenario, "LATCHKEY_SCENARIO") {
      guard let scenario = Scenario(text) else {
        throw Problem(
          .configuration, "--scenario must be guide, sandbox, stays:SEATS or crowd:PEOPLE:DOORS, not \(text)")
      }
      self.scenario = scenario
    }
    virtualSaltoKS = try setting(command.virtualSaltoKs, "LATCHKEY_VIRTUAL_SALTO_KS").map { url in
      let address = try Self.address(url, "--virtual-salto-ks", "http://127.0.0.1:8090")
      return address.hasSuffix("/") ? String(address.dropLast()) : address
    }
    readyFile = setting(command.readyFile, "LATCHKEY_READY_FILE")
    let allowed = setting(nil, "LATCHKEY_ALLOW_PRIVATE_WEBHOOKS")
    guard allowed == nil || allowed == "true" || allowed == "false" else {
      throw Problem(.configuration, "LATCHKEY_ALLOW_PRIVATE_WEBHOOKS must be true or false, not \(allowed ?? "")")
    }
    allowsPrivateWebhooks = command.allowPrivateWebhooks || allowed == "true"
    publicURL = try setting(command.publicUrl, "LATCHKEY_PUBLIC_URL").map(Self.publicURL)
    limits.rate = try Self.count(command.rateLimit, "--rate-limit", "LATCHKEY_RATE_LIMIT")
    limits.inFlight =
      try Self.count(command.maxRequests, "--max-requests", "LATCHKEY_MAX_REQUESTS") ?? limits.inFlight
    let seconds = try Self.count(command.requestTimeout, "--request-timeout", "LATCHKEY_REQUEST_TIMEOUT")
    if let seconds {
      limits.arrival = .seconds(seconds)
      limits.idle = .seconds(seconds) * 5 / 2
    }
    let megabytes = try Self.count(command.freeSpace, "--free-space", "LATCHKEY_FREE_SPACE")
    if let megabytes { freeSpaceMin = UInt64(megabytes) << 20 }
    limits.proxies = try Self.proxies(command.trustedProxies)
    deadlines = try Self.deadlines(command)
    let days = try Self.count(command.eventRetentionDays, "--event-retention-days", "LATCHKEY_EVENT_RETENTION_DAYS")
    if let days { eventRetention = .seconds(days * 86_400) }
    let auditDays = try Self.count(
      command.auditRetentionDays, "--audit-retention-days", "LATCHKEY_AUDIT_RETENTION_DAYS")
    if let auditDays { auditRetention = .seconds(auditDays * 86_400) }
    serverAuditRetention = try Self.count(
      command.serverAuditRetentionDays, "--server-audit-retention-days", "LATCHKEY_SERVER_AUDIT_RETENTION_DAYS"
    ).map { Duration.seconds($0 * 86_400) }
    operatorSessionLife = try Self.operatorSessionLife(command)
    auditHeadReceiver = try Self.auditHeadReceiver(command)
    traceEndpoint = try setting(command.traceEndpoint, "LATCHKEY_TRACE_ENDPOINT").map {
      try Self.address($0, "--trace-endpoint", "http://localhost:4318")
    }
    metricsToken = setting(nil, "LATCHKEY_METRICS_TOKEN")
    openID = try OpenIDSettings.ofEnvironment()
    tenants = try SaltoKSTenant.ofEnvironment(deadlines)
    logForm = try LogForm.ofEnvironment()
    logger = try logForm.logger()
    certificate = try certificate(command)
  }
}

extension ServeSettings {
  /// Whether the server is reachable only from this machine.
  private var isLoopback: Bool { host == "localhost" || IPAddress(host)?.isLoopback ?? false }

  /// Logs the base URL of links once the port is known, or that there is none.
  func announceAddress(to address: ServerAddress, port: Int) {
    if isLoopback {
      address.listens(at: baseURL(host, port, isSecure: certificate != nil))
    } else if address.known == nil {
      logger.warning(
        "--public-url (LATCHKEY_PUBLIC_URL) is not set: requests that need a link, such as for connect webviews, will fail",
        metadata: ["host": "\(host)"])
    }
  }

  private func certificate(_ command: Serve) throws -> CertificateFiles? {
    let files = (
      setting(command.tlsCertificate, "LATCHKEY_TLS_CERTIFICATE"), setting(command.tlsKey, "LATCHKEY_TLS_KEY")
    )
    switch files {
    case (nil, nil): return nil
    case (let certificate?, let key?):
      guard publicURL?.hasPrefix("https://") ?? false else {
        throw Problem(
          .configuration, "--tls-certificate also requires --public-url https://…, which links are made from")
      }
      do { return try CertificateFiles(certificate: certificate, key: key) } catch {
        throw Problem(.configuration, error.description)
      }
    default: throw Problem(.configuration, "--tls-certificate and --tls-key must be given together")
    }
  }

  /// Every server of a database needs the same key, so that it cannot be in the folder of one.
  private static func database(_ command: Serve) throws -> DatabasePlace {
    let place = try DatabasePlace(command.database)
    guard try place.isFolder || SealKeys.ofEnvironment() != nil else {
      throw Problem(
        .configuration,
        "with PostgreSQL, \(SealKeys.variable) must have the key that encrypts secrets; make one by openssl rand -hex 32"
      )
    }
    return place
  }

  private static func address(_ text: String, _ option: String, _ example: String) throws -> String {
    guard WebAddress(text) != nil else {
      throw Problem(.configuration, "\(option) must be a URL such as \(example), not \(text)")
    }
    return text
  }

  private static func operatorSessionLife(_ command: Serve) throws -> OperatorSessionLife {
    var life = OperatorSessionLife.standard
    let minutes = try count(
      command.operatorIdleMinutes, "--operator-idle-minutes", "LATCHKEY_OPERATOR_IDLE_MINUTES", in: 5...10_080)
    if let minutes { life.idle = .seconds(minutes * 60) }
    let hours = try count(
      command.operatorSessionHours, "--operator-session-hours", "LATCHKEY_OPERATOR_SESSION_HOURS", in: 1...720)
    if let hours { life.longest = .seconds(hours * 3600) }
    return life
  }

  /// The secret is read from the environment only, since other processes can see command lines.
  private static func auditHeadReceiver(_ command: Serve) throws -> AuditHeadReceiver? {
    let given = setting(command.auditHeadUrl, "LATCHKEY_AUDIT_HEAD_URL")
    guard let url = try given.map({ try address($0, "--audit-head-url", "https://example.com/audit") }) else {
      return nil
    }
    guard let secret = setting(nil, "LATCHKEY_AUDIT_HEAD_SECRET"), WebhookSignature.isSecret(secret) else {
      throw Problem(
        .configuration,
        "--audit-head-url also requires LATCHKEY_AUDIT_HEAD_SECRET: whsec_ and at least 24 random bytes in base64")
    }
    return AuditHeadReceiver(url: url, secret: secret)
  }

  private static func deadlines(_ command: Serve) throws -> Deadlines {
    let standard = Deadlines()
    return Deadlines(
      call: try time(command.callTimeout, "--call-timeout", "LATCHKEY_CALL_TIMEOUT") ?? standard.call,
      reading: try time(command.readingTimeout, "--reading-timeout", "LATCHKEY_READING_TIMEOUT") ?? standard.reading,
      stop: try time(command.stopTimeout, "--stop-timeout", "LATCHKEY_STOP_TIMEOUT") ?? standard.stop)
  }

  private static func time(_ given: String?, _ option: String, _ variable: String) throws -> Duration? {
    guard let text = setting(given, variable) else { return nil }
    guard let seconds = Double(text), (0.1...86_400).contains(seconds) else {
      throw Problem(.configuration, "\(option) must be a number of seconds from 0.1 to 86400, not \(text)")
    }
    return .milliseconds(Int(seconds * 1000))
  }

  private static func count(
    _ given: String?, _ option: String, _ variable: String, in range: ClosedRange<Int> = 1...1_000_000
  ) throws -> Int? {
    guard let text = setting(given, variable) else { return nil }
    guard let count = Int(text), range.contains(count) else {
      throw Problem(
        .configuration, "\(option) must be a number from \(range.lowerBound) to \(range.upperBound), not \(text)")
    }
    return count
  }

  /// Address ranges, separated by commas or spaces.
  private static func proxies(_ given: [String]) throws -> TrustedProxies {
    let text = given.isEmpty ? setting(nil, "LATCHKEY_TRUSTED_PROXIES") ?? "" : given.joined(separator: " ")
    return TrustedProxies(
      try text.split { $0 == "," || $0 == " " }.map { part in
        guard let range = IPRange(part) else {
          throw Problem(
            .configuration, "--trusted-proxies must be addresses or ranges such as 10.0.0.0/8, not \(part)")
        }
        return range
      })
  }

  /// Checks that an address has only scheme, host and port.
  private static func publicURL(_ text: String) throws -> String {
    let plain = text.hasSuffix("/") ? String(text.dropLast()) : text
    guard let address = WebAddress(plain), address.text == address.origin else {
      throw Problem(
        .configuration, "--public-url must be a scheme and host, such as https://doors.example.com, not \(text)")
    }
    return address.origin
  }
}
