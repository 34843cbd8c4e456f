/// What carries a client's calls. Tests give one of their own.
public protocol Transport: Sendable {
  /// Sends one request and returns the whole answer, whatever its status.
  ///
  /// - Throws: `CancellationError` once the task is cancelled. Any other error means that no answer came, and is shown
  ///   only as far as ``TransportFailure`` words it.
  func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse
}

/// One attempt of a call.
public struct TransportRequest: Sendable {
  public let method: String
  public let url: String
  /// Among them the caller's token.
  public let headers: [(name: String, value: String)]
  public let body: [UInt8]?

  public init(method: String, url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, which is written in lower case.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

extension TransportRequest: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(method) \(url.prefix { $0 != "?" })" }
  /// Never prints headers and parameters.
  public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}

/// What came back for a request, before anyone looked into it.
public struct TransportResponse: Sendable {
  public let status: Int
  public let headers: [(name: String, value: String)]
  public let body: [UInt8]

  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, in whatever case it came.
  func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
}

/// No answer came.
public struct TransportFailure: Error, Sendable {
  /// The human-readable reason. Must not contain a secret.
  public let reason: String
  public init(_ reason: String) { self.reason = reason }
}
