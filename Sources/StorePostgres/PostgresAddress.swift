import CPostgres
package import Store

/// The address of a PostgreSQL database, with the options of its connections.
package struct PostgresAddress: Sendable, CustomStringConvertible {
  /// The options by their names in libpq.
  let options: [String: String]

  /// Reads an address such as `postgres://user:password@host1:5432,host2/name?sslmode=require`.
  package init(_ text: String) throws(DatabaseError) {
    // The reason that libpq gives repeats the address, and with it the password.
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"),
      let parsed = PQconninfoParse(text, nil)
    else { throw Self.invalid }
    defer { PQconninfoFree(parsed) }
    var options: [String: String] = [:]
    var option = parsed
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { options[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    // The end of a password whose @ or / is not encoded, which no message may show.
    guard !["host", "port", "dbname"].contains(where: { options[$0]?.contains("@") ?? false }) else {
      throw Self.invalid
    }
    self.options = options
  }

  private init(options: [String: String]) { self.options = options }

  private static let invalid = DatabaseError.cannotOpen(
    "the address of the database must be like postgres://user:password@host:5432/name, with @ in a password as %40 and / as %2F"
  )

  /// The same servers, with one of them last: each attempt to reach a silent server takes seconds.
  ///
  /// - Parameter place: the host and port of the server. Nil for none.
  func trying(last place: String?) -> PostgresAddress {
    let (hosts, ports) = (list("host"), list("port"))
    guard let place, hosts.count > 1, list("hostaddr").isEmpty, ports.count <= 1 || ports.count == hosts.count else {
      return self
    }
    let servers = hosts.indices.map { (host: hosts[$0], port: ports.count > 1 ? ports[$0] : ports.first ?? "5432") }
    let others = servers.filter { "\($0.host):\($0.port)" != place }
    let ordered = others + servers.filter { "\($0.host):\($0.port)" == place }
    var changed = options
    changed["host"] = ordered.map { $0.host }.joined(separator: ",")
    changed["port"] = ordered.map { $0.port }.joined(separator: ",")
    return PostgresAddress(options: changed)
  }

  /// The address without its password and options.
  package var description: String {
    // The folder of a socket stands as the name of a host.
    let hosts = (list("host").isEmpty ? list("hostaddr") : list("host")).map {
      $0.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")
    }
    let ports = list("port")
    let places = hosts.indices.map { index in
      let port = ports.count > 1 ? ports[min(index, ports.count - 1)] : ports.first ?? ""
      return port.isEmpty ? hosts[index] : "\(hosts[index]):\(port)"
    }
    let user = options["user"].map { $0 + "@" } ?? ""
    return "postgres://\(user)\(places.joined(separator: ","))/\(options["dbname"] ?? "")"
  }

  private func list(_ name: String) -> [String] {
    (options[name] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      .filter { !$0.isEmpty }
  }

  /// The options of a connection: those of the address, and others with which it notices a dead server soon.
  var connectionOptions: [String: String] {
    let ours = [
      "target_session_attrs": "read-write", "connect_timeout": "2", "tcp_user_timeout": "3000", "keepalives": "1",
      "keepalives_idle": "1", "keepalives_interval": "1", "keepalives_count": "2", "application_name": "latchkey",
      "client_encoding": "UTF8",
    ]
    return ours.merging(options) { $1 }
  }
}
