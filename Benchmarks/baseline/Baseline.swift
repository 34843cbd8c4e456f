import API
import ArgumentParser
import Core
import Foundation
import Hummingbird
import Logging
import NIOCore
import SaltoKS
import Store
import Wire

/// The minimal baselines of the benchmark, and measurements that need no server.
@main
struct Baseline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    subcommands: [Echo.self, Rows.self, AuditedRows.self, Exchanges.self, Unlocks.self, SDKCalls.self, Lists.self])
}

private struct Payload: ResponseCodable {
  var text: String
}

/// A minimal Hummingbird server that reads a JSON object and returns one of the size in the query.
struct Echo: AsyncParsableCommand {
  @Option var port = 0

  func run() async throws {
    let router = Router()
    router.post("echo") { request, context -> Payload in
      _ = try await request.decode(as: Payload.self, context: context)
      let size = request.uri.queryParameters.get("size", as: Int.self) ?? 100
      return Payload(text: String(repeating: "x", count: max(0, size - 11)))
    }
    router.post("take") { request, _ -> HTTPResponse.Status in
      for try await _ in request.body {}
      return .ok
    }
    var logger = Logger(label: "echo")
    logger.logLevel = .error
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), backlog: 1024),
      onServerRunning: { channel in
        print(channel.localAddress?.port ?? 0)
        fflush(nil)
      }, logger: logger)
    try await application.runService()
  }
}

/// Writes the rows of `/acs/users/create` with the server's settings, one transaction each.
struct Rows: AsyncParsableCommand {
  @Argument var path: String
  @Option var seconds = 2.0

  func run() async throws {
    let clock = SystemClock.ofThisMachine
    let identifiers = Identifiers(clock: clock) { UInt64.random(in: .min ... .max) }
    let database = try Database(path: path, migrations: migrations, identifiers: identifiers, brand: .saltoKS)
    let system = try await Self.prepare(database, identifiers, clock.now())
    let start = clock.now()
    var count = 0
    while clock.now() - start < .seconds(seconds) {
      try await database.write(in: system.workspaceID, at: clock.now(), by: .commandLine) {
        try Self.insert(system, $0)
      }
      count += 1
    }
    let elapsed = Double((clock.now() - start).wholeMicroseconds) / 1_000_000
    print(Double(count) / elapsed)
    database.close()
  }

  static func insert(_ system: AcsSystemRecord, _ transaction: Transaction) throws {
    let user = AcsUserRecord(
      id: transaction.identifiers.next(), workspaceID: system.workspaceID, acsSystemID: system.id,
      connectedAccountID: system.connectedAccountID, userIdentityID: nil,
      sequence: try transaction.nextAcsUserSequence(), createdAt: transaction.now,
      wanted: AcsUserRecord.Wanted(fullName: "Guest"))
    try transaction.insert(user)
    try transaction.append(.acsUserCreated, about: .of(system) { $0.acsUserID = user.id })
  }

  static func prepare(
    _ database: Database, _ identifiers: Identifiers, _ now: Instant, site: ExternalID<ProviderSite>? = nil
  ) async throws -> AcsSystemRecord {
    let workspace = WorkspaceRecord(
      id: identifiers.next(), name: "Baseline", isSandbox: false, createdAt: now, clockOffset: .zero)
    let account = ConnectedAccountRecord(
      id: identifiers.next(), workspaceID: workspace.id, sequence: 1, createdAt: now, emailAddress: "a@b.example",
      fault: nil, provider: Brand.saltoKS.kinds.provider.rawValue)
    let system = AcsSystemRecord(
      id: identifiers.next(), workspaceID: workspace.id, connectedAccountID: account.id, sequence: 1, site: site,
      name: "Baseline", timeZone: nil, createdAt: now, seats: Seats(limit: 0, used: 0, reserved: 0), seatsAlmostAt: nil,
      seatsExceededAt: nil, acceptsPins: false, acceptsMobileKeys: true, isSubscriptionValid: true, fault: nil)
    try await database.write(in: workspace.id, at: now, by: .commandLine) { connection in
      try connection.save(workspace)
      try connection.insert(account, isVirtual: true, sealedCredentials: [])
      try connection.insert(system)
    }
    return system
  }
}
