import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleSandboxClock(_ handlers: inout Handlers) {
    handlers.on(SandboxClock.Get.self) { _, caller in
      try await refuseProduction(caller)
      return try await player.state(of: caller.workspaceID)
    }
    handlers.on(SandboxClock.Set.self) { request, caller in
      try await refuseProduction(caller)
      try refuse(request.now, "now")
      try await noteCall(caller)
      let workspace = caller.workspaceID
      return try await player.move(
        workspace, to: { _ in request.now }, timeout: .seconds(request.timeoutSeconds)
      ) {
        try await write(in: workspace, by: .rule(.clock), asking: nil) { try $0.resumeGrants() }
      }
    }
    handlers.on(SandboxClock.Advance.self) { request, caller in
      try await refuseProduction(caller)
      try refuse(clocks.now(in: caller.workspaceID) + .seconds(request.seconds), "seconds")
      try await noteCall(caller)
      return try await player.move(
        caller.workspaceID, to: { $0 + .seconds(request.seconds) }, timeout: .seconds(request.timeoutSeconds))
    }
  }

  /// The clock continues from the set time, and moments after the year 9999 cannot be represented.
  private func refuse(_ target: Instant, _ parameter: String) throws {
    guard let latest, target > latest else { return }
    throw APIError.invalidInput(parameter, "The clock cannot be set later than \(latest)")
  }

  /// Only sandboxes have a virtual world.
  func refuseProduction(_ caller: Caller) async throws {
    guard try await workspace(of: caller).isSandbox else { throw APIError.workspaceNotSandbox }
  }
}

extension Platform.Change {
  /// Gives the grants that are no longer over the users that were deleted after their end.
  fileprivate mutating func resumeGrants() throws {
    for grant in try transaction.grantsWithoutUsers(in: workspaceID, now: now) { try follow(grant) }
  }
}

private let latest = Instant("9999-01-01T00:00:00Z")
