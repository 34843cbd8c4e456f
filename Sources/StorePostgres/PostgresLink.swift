import Glibc
import Store

/// The connection of one thread, which is opened again after it was lost.
final class PostgresLink {
  /// An open session, and the session of the store over it.
  struct Opened {
    let base: PostgresSession
    let session: Session
    /// The life of the server between two crashes. Empty for connections that do not write.
    let serverLife: String
    /// How often the server had fallen silent before.
    let silenceCount: Int
  }

  private let address: PostgresAddress
  private let purpose: PostgresPurpose
  private let reconnection: Reconnection
  private var opened: Opened?

  /// The connection that was opened last.
  var current: Opened? { opened }

  init(_ address: PostgresAddress, _ purpose: PostgresPurpose, _ reconnection: Reconnection) {
    self.address = address
    self.purpose = purpose
    self.reconnection = reconnection
  }

  /// The open connection, or a new one.
  ///
  /// - Throws: ``DatabaseError/unavailable`` if there is none until the deadline.
  func open(until deadline: ContinuousClock.Instant) throws(DatabaseError) -> Opened {
    if let opened {
      if opened.base.isSilent { reconnection.noteSilence(of: opened.base.place, since: opened.silenceCount) }
      if !opened.base.isBroken, opened.silenceCount == reconnection.silenceCount { return opened }
    }
    opened = nil
    while true {
      if reconnection.begins(before: deadline), let opened = attempt() { return opened }
      guard ContinuousClock.now < deadline, !reconnection.isClosed else { throw .unavailable }
      pause()
    }
  }

  private func attempt() -> Opened? {
    let start = ContinuousClock.now
    let silenceCount = reconnection.silenceCount
    do {
      let base = try PostgresSession(address.trying(last: reconnection.silentPlace), for: purpose) { place in
        reconnection.noteSilence(of: place, since: silenceCount)
      }
      defer { if base.isSilent { reconnection.noteSilence(of: base.place, since: silenceCount) } }
      let session = Session(base)
      let life = try serverLife(session)
      reconnection.succeeded(at: base.place)
      opened = Opened(base: base, session: session, serverLife: life, silenceCount: silenceCount)
      return opened
    } catch {
      reconnection.failed(after: start.duration(to: .now), because: error)
      return nil
    }
  }

  /// Identifies the life of the server: a crash ends all connections. If only its children crash, the server resets its
  /// statistics, and the time of its start stays.
  private func serverLife(_ session: Session) throws -> String {
    guard purpose != .reading else { return "" }
    let text = """
      SELECT CAST(EXTRACT(EPOCH FROM pg_postmaster_start_time()) AS TEXT),
        COALESCE(CAST(EXTRACT(EPOCH FROM stats_reset) AS TEXT), '') FROM pg_stat_wal
      """
    let life = try session.first(text, []) { row in
      var columns = row.columns
      return "\(columns.text()) \(columns.text())"
    }
    return life ?? ""
  }

  /// Waits a little before something is tried again.
  func pause() { usleep(20_000) }
}
