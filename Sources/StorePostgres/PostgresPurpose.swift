/// What a connection is for. This decides how long it may wait.
enum PostgresPurpose: Sendable {
  case reading
  case writing
  /// Writes a whole database in one transaction, while nobody else uses it. Counting a large table takes minutes.
  case copying
  case migrating
  case listening

  /// The settings of its session.
  ///
  /// A node that stops inside a transaction would keep the lock of its workspace, so the server ends such a session. Who
  /// waits for the lock waits longer than that, and gets it then.
  var settings: String {
    let common = """
      SET client_connection_check_interval = '1s'; SET client_min_messages = error; SET standard_conforming_strings = on;
      """
    return switch self {
    case .reading:
      common + "SET idle_in_transaction_session_timeout = '3s'; SET statement_timeout = '3s'"
    case .writing:
      common + "SET idle_in_transaction_session_timeout = '3s'; SET lock_timeout = '3500ms'; SET statement_timeout = 0"
    case .copying, .migrating, .listening:
      common + "SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0; SET statement_timeout = 0"
    }
  }

  /// The longest wait for a reply, after which the server counts as dead. Nil for no limit.
  var replyMax: Duration? {
    switch self {
    case .reading, .writing, .listening: .seconds(4)
    case .copying, .migrating: nil
    }
  }
}
