import API
package import Wire

extension Handlers {
  /// Calls an operation within this process, with the checks and the audit of every call. The response is read
  /// tolerantly, since a caller who may not see secrets gets blanks in their place.
  ///
  /// - Parameter seen: what must be as the caller saw it, or else the call throws 409. Nil for nothing.
  package func call<E: Endpoint>(
    _ request: E, by caller: Caller, ifUnchanged seen: SeenResource? = nil
  ) async throws -> E.Response {
    let operation = E.operation
    guard let route = routes[operation.path] else { throw APIError.unknownRoute(operation.path) }
    guard operation.callers.accept(caller.kind) else { throw APIError.noCredential }
    if caller.isSuspended, !operation.worksInSuspendedWorkspaces { throw APIError.workspaceSuspended }
    let parameters: JSON
    do throws(MalformedJSON) {
      parameters = .object(try request.parameters)
    } catch {
      throw APIError.malformedBody(error)
    }
    let body = try await route.run(parameters, caller.expecting(seen))
    guard case .object(let members) = try JSON.parse(body) else { throw APIError.internalError }
    var issues = Issues()
    let response = E.Response(members, of: operation, noting: &issues)
    let isUnreadable = issues.all.contains { $0.path.count == 1 && operation.responseKeys.first == $0.path[0] }
    if isUnreadable { throw APIError.internalError }
    return response
  }
}

extension Operation {
  /// Whether it works while its workspace is suspended.
  package var worksInSuspendedWorkspaces: Bool {
    path.hasPrefix("/workspaces/") && path != Workspaces.ResetSandbox.operation.path
  }
}
