import API
import Core
import Store
import Wire

extension Platform {
  /// The operations that no lock of the brand can fulfil, each with what to do instead.
  func handleCodeRefusals(_ handlers: inout Handlers) {
    handlers.on(AccessCodes.PullBackupAccessCode.self) { request, caller in
      let isOngoing = try await read(caller) { connection, _ in
        let code = try connection.accessCode(request.accessCodeID, nil, caller)
        return try connection.accessGrant(code.accessGrantID, in: caller.workspaceID)?.schedule.endsAt == nil
      }
      throw isOngoing ? APIError.accessCodeNotTimeBound : .refused(AccessCodes.PullBackupAccessCode.operation)
    }
    handlers.on(AccessCodes.ReportDeviceConstraints.self) { request, caller in
      _ = try await read(caller) { connection, _ in try connection.device(toChange: request.deviceID, caller) }
      throw APIError.refused(AccessCodes.ReportDeviceConstraints.operation)
    }
  }
}
