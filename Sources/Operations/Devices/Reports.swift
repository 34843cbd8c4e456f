import API
import Core
import Store
import Wire

extension Platform {
  func handleReports(_ handlers: inout Handlers) {
    handlers.on(AcsSystems.ReportDevices.self) { request, caller in
      try await read(caller) { connection, _ in
        guard try connection.acsSystem(request.acsSystemID, in: caller.workspaceID) != nil else {
          throw APIError.notFound(.acsSystem, request.acsSystemID.text)
        }
        throw APIError.refused(AcsSystems.ReportDevices.operation)
      }
    }
    handlers.on(Devices.ReportProviderMetadata.self) { request, caller in
      try await read(caller) { connection, _ in
        for report in request.devices { _ = try connection.device(toChange: report.deviceID, caller) }
        throw APIError.refused(Devices.ReportProviderMetadata.operation)
      }
    }
    handlers.on(Devices.Delete.self) { request, caller in
      try await read(caller) { connection, _ in
        _ = try connection.lock(toChange: request.deviceID, caller)
        throw APIError.refused(Devices.Delete.operation)
      }
    }
  }
}
