package import Core
package import Wire

/// A column of sealed values, and the context of each.
struct SealedColumn: Sendable {
  let table: String
  let column: String
  /// The columns that identify the row.
  let identity: [String]
  let place: @Sendable ([String]) -> String
}

/// The value that is resealed last, and tried first: after a reseal that broke off, it is still sealed with the older key.
private let sealCheck = SealedColumn(table: "seal_checks", column: "sealed_check", identity: ["seal_check_id"]) {
  "seal_check/\($0[0])"
}

/// All sealed columns, in the order in which they are resealed. A test compares them with the tables.
let sealedColumns = [
  SealedColumn(
    table: "connected_accounts", column: "sealed_credentials", identity: ["workspace_id", "connected_account_id"]
  ) { "\($0[0])/\($0[1])/credentials" },
  SealedColumn(
    table: "connected_accounts", column: "sealed_token", identity: ["workspace_id", "connected_account_id"]
  ) { "\($0[0])/\($0[1])/token" },
  SealedColumn(
    table: "client_sessions", column: "sealed_token", identity: ["workspace_id", "client_session_id"]
  ) { "client_session/\($0[0])/\($0[1])" },
  SealedColumn(
    table: "guest_accounts", column: "sealed_tokens",
    identity: ["workspace_id", "user_identity_id", "connected_account_id"]
  ) { "guest_account/\($0[0])/\($0[1])/\($0[2])" },
  SealedColumn(
    table: "guest_accounts", column: "sealed_pending",
    identity: ["workspace_id", "user_identity_id", "connected_account_id"]
  ) { "guest_account/\($0[0])/\($0[1])/\($0[2])" },
  SealedColumn(
    table: "acs_credentials", column: "sealed_code", identity: ["workspace_id", "acs_credential_id"]
  ) { "acs_credential/\($0[0])/\($0[1])" },
  SealedColumn(
    table: "requested_access_methods", column: "sealed_code", identity: ["workspace_id", "requested_access_method_id"]
  ) { "requested_access_method/\($0[0])/\($0[1])" },
  SealedColumn(table: "instant_keys", column: "sealed_code", identity: ["workspace_id", "instant_key_id"]) {
    "instant_key/\($0[0])/\($0[1])"
  },
  SealedColumn(table: "webhooks", column: "sealed_secret", identity: ["workspace_id", "webhook_id"]) {
    "webhook/\($0[0])/\($0[1])"
  },
  SealedColumn(
    table: "iq_codes", column: "sealed_material", identity: ["workspace_id", "acs_system_id", "iq_id"]
  ) { "iq/\($0[0])/\($0[1])/\($0[2])" },
  SealedColumn(
    table: "idempotent_answers", column: "sealed_answer", identity: ["workspace_id", "caller", "key_hash"]
  ) { "idempotent_answer/\($0[0])/\($0[1])/\($0[2])" },
  SealedColumn(
    table: "connect_webviews", column: "sealed_token", identity: ["workspace_id", "connect_webview_id"]
  ) { "connect_webview/\($0[0])/\($0[1])/token" },
  SealedColumn(
    table: "connect_webviews", column: "sealed_access", identity: ["workspace_id", "connect_webview_id"]
  ) { "connect_webview/\($0[0])/\($0[1])/access" },
  SealedColumn(
    table: "connect_webviews", column: "sealed_authorization", identity: ["workspace_id", "connect_webview_id"]
  ) { "connect_webview/\($0[0])/\($0[1])/authorization" },
  sealCheck,
]

extension Database {
  /// Maximum number of values per resealing transaction, so that a server's own writes do not wait long.
  private static let resealChunk = 100

  /// Reseals values with the current key in chunks.
  ///
  /// - Returns: the number of resealed values.
  /// - Throws: ``Seal/Broken`` if no key decrypts a value.
  package func reseal(_ seal: Seal, at now: Instant, by author: Author) async throws -> Int {
    var count = 0
    for index in sealedColumns.indices {
      var after: [String]?
      repeat {
        let start = after
        let (last, changed) = try await writeOutsideWorkspaces(at: now, by: author) { transaction in
          try transaction.reseal(sealedColumns[index], after: start, limit: Self.resealChunk, seal)
        }
        after = last
        count += changed
      } while after != nil
    }
    return count
  }

  /// Stores a value that only this seal decrypts, unless there is one.
  package func keepCheck(of seal: Seal, at now: Instant, by author: Author) async throws {
    let id = "first"
    let value = try seal.sealed([1], place: sealCheck.place([id]))
    try await writeOutsideWorkspaces(at: now, by: author) { transaction in
      _ = try transaction.run(
        "INSERT INTO seal_checks (seal_check_id, sealed_check) VALUES (?, ?) ON CONFLICT (seal_check_id) DO NOTHING",
        id,
        value)
    }
  }

  /// Whether the seal decrypts the stored values. Nil if there are none.
  package func opens(_ seal: Seal) async throws -> Bool? {
    try await read { connection in
      for column in [sealCheck] + sealedColumns {
        guard let (names, value) = try connection.sealedValues(column, after: nil, limit: 1).first else { continue }
        return (try? seal.opened(value, place: column.place(names))) != nil
      }
      return nil
    }
  }
}

extension Connection {
  fileprivate func sealedValues(
    _ column: SealedColumn, after: [String]?, limit: Int
  ) throws -> [(names: [String], value: [UInt8])] {
    let names = column.identity.joined(separator: ", ")
    let marks = column.identity.map { _ in "?" }.joined(separator: ", ")
    // An empty value is not sealed: a scenario without an account has such values.
    var conditions = Conditions("\(column.column) IS NOT NULL AND length(\(column.column)) > 0")
    if let after { conditions.add("(\(names)) > (\(marks))", all: after) }
    return try all(
      "SELECT \(names), \(column.column) FROM \(column.table) WHERE \(conditions.sql) ORDER BY \(names) LIMIT ?",
      conditions.values + [limit]
    ) { row in
      var columns = row.columns
      return (column.identity.map { _ in columns.text() }, columns.optionalBytes() ?? [])
    }
  }
}

extension Transaction {
  /// - Returns: the last visited row, or nil at the end, and the number of resealed values.
  fileprivate func reseal(
    _ column: SealedColumn, after: [String]?, limit: Int, _ seal: Seal
  ) throws -> (last: [String]?, count: Int) {
    let found = try sealedValues(column, after: after, limit: limit)
    var count = 0
    for (names, value) in found {
      let place = column.place(names)
      if seal.isCurrent(value, place: place) { continue }
      let fresh = try seal.sealed(try seal.opened(value, place: place), place: place)
      let which = column.identity.map { "\($0) = ?" }.joined(separator: " AND ")
      // A value that its workspace replaced meanwhile is sealed with the current key already.
      let values: [any SQLValue] = [fresh] + names.map { $0 as any SQLValue } + [value]
      count += try run(
        "UPDATE \(column.table) SET \(column.column) = ? WHERE \(which) AND \(column.column) = ?", values)
    }
    return (found.count == limit ? found.last?.names : nil, count)
  }
}
