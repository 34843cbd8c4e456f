import API
package import Wire

/// The handlers of the catalogue's operations.
package struct Handlers: Sendable {
  package struct Route: Sendable {
    package let operation: Operation
    package let query: QueryReader
    /// Stores the response with its change, for a retry of the call.
    let respond: @Sendable (JSON, Caller, IdempotentCall?) async throws -> [UInt8]
    /// The body without secrets.
    fileprivate let conceal: @Sendable ([UInt8]) throws -> [UInt8]

    /// Reads the parameters, runs the handler and returns what the caller may see of the body.
    package func run(_ parameters: JSON, _ caller: Caller) async throws -> [UInt8] {
      try caller.check(operation)
      return try shown(try await respond(parameters, caller, nil), to: caller)
    }

    /// What the caller may see of a body.
    func shown(_ body: [UInt8], to caller: Caller) throws -> [UInt8] { caller.seesSecrets ? body : try conceal(body) }
  }

  package private(set) var routes: [String: Route] = [:]

  /// Registers the handler of an operation that changes nothing, or that can safely be repeated. The
  /// compiler checks the types of the request and the response.
  mutating func on<E: Endpoint>(
    _ endpoint: E.Type, _ handle: @escaping @Sendable (E, Caller) async throws -> E.Response
  ) {
    on(endpoint) { request, caller, _ in try await handle(request, caller) }
  }

  /// Registers the handler of an operation that changes something, and stores its response in the change's transaction.
  mutating func on<E: Endpoint>(
    _: E.Type, _ handle: @escaping @Sendable (E, Caller, KeptAnswer<E.Response>) async throws -> E.Response
  ) {
    let operation = E.operation
    add(E.self) { request, caller, call in
      let answer = KeptAnswer<E.Response>(call: call) { success($0, of: operation) }
      return answer.body(try await handle(request, caller, answer))
    }
  }

  /// Registers the handler of an operation whose response is stored as JSON and returned unchanged.
  mutating func on<E: Endpoint>(
    stored _: E.Type, _ handle: @escaping @Sendable (E, Caller) async throws -> StoredJSON<E.Response>
  ) where E.Response: Wire {
    add(E.self) { request, caller, _ in success(try await handle(request, caller), of: E.operation) }
  }

  /// Registers the handler of an operation whose response is a list of stored JSON, returned unchanged.
  mutating func on<E: Endpoint, Item: Wire>(
    stored _: E.Type, _ handle: @escaping @Sendable (E, Caller) async throws -> [StoredJSON<Item>]
  ) where E.Response == [Item] {
    add(E.self) { request, caller, _ in success(try await handle(request, caller), of: E.operation) }
  }

  /// Registers the handler of an operation whose response is a page of items that are written as JSON while they are
  /// read.
  mutating func on<E: Endpoint, Item: Wire>(
    stored _: E.Type, _ handle: @escaping @Sendable (E, Caller) async throws -> Page<StoredJSON<Item>>
  ) where E.Response == Page<Item> {
    add(E.self) { request, caller, _ in success(try await handle(request, caller), of: E.operation) }
  }

  private mutating func add<E: Endpoint>(
    _: E.Type, _ respond: @escaping @Sendable (E, Caller, IdempotentCall?) async throws -> [UInt8]
  ) {
    let operation = E.operation
    precondition(routes[operation.path] == nil, "two handlers for \(operation.path)")
    let respondToJSON: @Sendable (JSON, Caller, IdempotentCall?) async throws -> [UInt8] = { parameters, caller, call in
      try caller.check(parameters, of: E.fields)
      let request: E
      do throws(Issues) {
        request = try E(reading: parameters, as: .request(knowing: publicParameters))
      } catch {
        throw APIError.invalidInput(error)
      }
      return try await respond(request, caller.calling(operation, parameters), call)
    }
    routes[operation.path] = Route(
      operation: operation, query: QueryReader(E.fields), respond: respondToJSON, conceal: { try concealed($0, E.self) }
    )
  }

  /// The operations of a catalogue without a handler. The server refuses to start if there are any.
  package func missing(from catalogue: [any Endpoint.Type]) -> [String] {
    catalogue.map { $0.operation.path }.filter { routes[$0] == nil }
  }
}

/// The body of a response without secrets.
private func concealed<E: Endpoint>(_ body: [UInt8], _: E.Type) throws -> [UInt8] {
  guard case .object(var members) = try JSON.parse(body) else { throw APIError.internalError }
  for (name, schema) in E.Response.members(of: E.operation) { members[name] = members[name].map(schema.concealed) }
  return JSON.object(members).bytes
}

private func success(_ answer: some Answer, of operation: Operation) -> [UInt8] {
  var writer = JSONWriter()
  writer.object { inner in
    answer.writeMembers(of: operation, to: &inner)
    inner.raw("\"ok\":true,")
  }
  return writer.bytes
}
