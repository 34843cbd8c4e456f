import API
import Core
import Engine
import Wire

extension Platform {
  func handleSandboxClock(_ handlers: inout Handlers) {
    handlers.on(SandboxClock.Get.self) { _, caller in
      try await refuseProduction(caller)
      return try await player.state(of: caller.workspaceID)
    }
    handlers.on(SandboxClock.Set.self) { request, caller in
      try await refuseProduction(caller)
      return try await player.move(
        caller.workspaceID, to: { _ in request.now }, timeout: .seconds(request.timeoutSeconds))
    }
    handlers.on(SandboxClock.Advance.self) { request, caller in
      try await refuseProduction(caller)
      return try await player.move(
        caller.workspaceID, to: { $0 + .seconds(request.seconds) }, timeout: .seconds(request.timeoutSeconds))
    }
  }

  private func refuseProduction(_ caller: Caller) async throws {
    guard try await workspace(of: caller).isSandbox else { throw APIError.workspaceNotSandbox }
  }
}
