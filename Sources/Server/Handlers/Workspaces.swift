import API
import Core
import Store
import Wire

extension Platform {
  func handleWorkspaces(_ handlers: inout Handlers) {
    handlers.on(Workspaces.Get.self) { _, caller in try await workspace(of: caller).resource }
    handlers.on(Workspaces.List.self) { _, caller in [try await workspace(of: caller).resource] }
  }

  func workspace(of caller: Caller) async throws -> WorkspaceRecord {
    let found = try await database.read { try $0.workspace(caller.workspaceID) }
    guard let found else { throw APIError.notFound(.workspace, caller.workspaceID.text) }
    return found
  }
}
