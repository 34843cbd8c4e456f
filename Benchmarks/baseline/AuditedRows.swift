import ArgumentParser
import Core
import SaltoKS
import Store
import Wire

/// Writes the same rows with and without the audit, one transaction each, in turns, since the disk's speed varies.
struct AuditedRows: AsyncParsableCommand {
  @Argument var path: String
  @Option var seconds = 2.0

  func run() async throws {
    let clock = SystemClock.ofThisMachine
    let identifiers = Identifiers(clock: clock) { UInt64.random(in: .min ... .max) }
    let database = try Database(path: path, migrations: migrations, identifiers: identifiers, brand: .saltoKS)
    let system = try await Rows.prepare(database, identifiers, clock.now())
    let start = clock.now()
    var (audited, plain) = (Duration.zero, Duration.zero)
    var count = 0
    while clock.now() - start < .seconds(seconds) {
      // What was read at a site is not audited.
      audited += try await time(of: .commandLine, system, database, clock)
      plain += try await time(of: .rule(.siteReading), system, database, clock)
      count += Self.turn
    }
    print(
      """
      {"audited_per_second": \(Double(count) / (audited / Duration.seconds(1))), \
      "unaudited_per_second": \(Double(count) / (plain / Duration.seconds(1))), "of_unaudited": \(audited / plain)}
      """)
    database.close()
  }

  /// The number of changes by one author before the other's turn.
  private static let turn = 20

  private func time(
    of author: Author, _ system: AcsSystemRecord, _ database: Database, _ clock: SystemClock
  ) async throws -> Duration {
    let start = clock.now()
    for _ in 0..<Self.turn {
      try await database.write(in: system.workspaceID, at: clock.now(), by: author) { try Rows.insert(system, $0) }
    }
    return clock.now() - start
  }
}
