/// Sends a client's calls. Tests supply their own.
public protocol Transport: Sendable {
  /// Sends one request and returns the whole response, whatever its status.
  ///
  /// - Throws: `CancellationError` once the task is canceled. Any other error means that there was no response. Only
  ///   the reason of a ``TransportFailure`` is shown.
  func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse
}

/// One attempt of a call.
public struct TransportRequest: Sendable {
  public let method: String
  public let url: String
  /// Includes the caller's token.
  public let headers: [(name: String, value: String)]
  public let body: [UInt8]?

  public init(method: String, url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// The first header with a name in lower case.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

extension TransportRequest: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(method) \(url.prefix { $0 != "?" })" }
  /// Never prints headers and parameters.
  public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}

/// An unparsed response.
public struct TransportResponse: Sendable {
  public let status: Int
  public let headers: [(name: String, value: String)]
  public let body: [UInt8]

  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header with a name, ignoring case.
  func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
}

/// There was no response.
public struct TransportFailure: Error, Sendable {
  /// The human-readable reason. Must not contain a secret.
  public let reason: String
  public init(_ reason: String) { self.reason = reason }
}
