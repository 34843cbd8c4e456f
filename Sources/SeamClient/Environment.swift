#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The environment variables of a client. An empty variable counts as absent.
struct Environment: Sendable {
  let value: @Sendable (String) -> String?

  subscript(name: String) -> String? {
    guard let text = value(name), !text.isEmpty else { return nil }
    return text
  }

  static let process = Environment { name in getenv(name).map { String(cString: $0) } }
}
