import API
import Wire

extension Seam {
  /// Sends a request of the catalogue and returns its response. The named methods use this.
  ///
  /// The response is read tolerantly: unknown values are kept or ignored, and missing ones are blank.
  @discardableResult
  public func send<E: Endpoint>(_ request: E) async throws -> E.Response {
    try await read(E.operation, parameters(of: request), demanding: E.operation.responseKeys.prefix(1))
  }

  /// Sends a request that returns nothing.
  public func send<E: Endpoint>(_ request: E) async throws where E.Response == Nothing {
    _ = try await call(E.operation, parameters(of: request))
  }

  /// Sends the parameters of an operation and returns the members of its response unchanged.
  ///
  /// - Parameter verb: One of the operation's methods. Defaults to the most specific one.
  public func call(
    _ operation: Operation, _ parameters: [String: JSON], verb: String? = nil
  ) async throws -> [String: JSON] {
    let response = try await attempt(request(operation, parameters, verb ?? operation.verb))
    return try members(of: response, for: operation)
  }

  func parameters<E: Endpoint>(of request: E) throws(SeamError) -> [String: JSON] {
    do throws(MalformedJSON) {
      return try request.parameters
    } catch {
      throw .unserializableParameter("of \(E.operation.path)", reason: "is nested too deep")
    }
  }

  /// A resource may lack members. A response must have all required members, with the right types.
  func read<R: Answer>(
    _ operation: Operation, _ parameters: [String: JSON], demanding members: some Sequence<String>
  ) async throws -> R {
    let response = try await attempt(request(operation, parameters, operation.verb))
    var issues = Issues()
    let answer = R(try self.members(of: response, for: operation), of: operation, noting: &issues)
    if let fault = issues.all.first(where: { $0.path.count == 1 && members.contains($0.path[0]) }) {
      throw SeamError.unexpectedAnswer(
        status: response.status, requestID: response.header("seam-request-id"),
        reason: "\(fault.message) for \(fault.path[0])")
    }
    return answer
  }

  private func request(
    _ operation: Operation, _ parameters: [String: JSON], _ verb: String
  ) throws(SeamError) -> TransportRequest {
    var url = endpoint + operation.path
    var headers = try credentials.get().headers
    headers += [("seam-sdk-name", Self.name), ("seam-sdk-version", Self.version), ("accept", "application/json")]
    if verb == "GET" || verb == "DELETE" {
      if let query = try QueryText(parameters).text { url += "?" + query }
      return TransportRequest(method: verb, url: url, headers: headers, body: nil)
    }
    headers.append(("content-type", "application/json"))
    return TransportRequest(method: verb, url: url, headers: headers, body: JSON.object(parameters).bytes)
  }

  /// Sends a request, and retries it according to ``Retries``.
  private func attempt(_ request: TransportRequest) async throws -> TransportResponse {
    let retries = Retries(random: configuration.random)
    for number in 1..<Retries.attemptMax where Retries.mayRepeat(request.method) {
      let response = try? await sendOnce(request)
      if let response, !Retries.isWorthAnother(response) { return response }
      try Task.checkCancellation()
      try await configuration.clock.sleep(for: retries.pause(after: number, response))
    }
    return try await sendOnce(request)
  }

  private func sendOnce(_ request: TransportRequest) async throws -> TransportResponse {
    try Task.checkCancellation()
    do {
      return try await configuration.transport.send(request, timeout: configuration.timeout)
    } catch let failure as TransportFailure {
      throw SeamError.unreachable(reason: failure.reason)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw SeamError.unreachable(reason: "\(type(of: error))")
    }
  }

  private func members(
    of response: TransportResponse, for operation: Operation
  ) throws(SeamError) -> [String: JSON] {
    guard (200..<300).contains(response.status) else { throw SeamError(response) }
    if operation.responseKeys.isEmpty { return [:] }
    guard case .object(let members)? = try? JSON.parse(response.body) else {
      throw .unexpectedAnswer(
        status: response.status, requestID: response.header("seam-request-id"), reason: "the body is not a JSON object")
    }
    return members
  }
}

extension Operation {
  /// The most specific method. Every operation also accepts POST.
  public var verb: String { methods[0] }
}
