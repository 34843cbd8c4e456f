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
        throw APIError.notSupported(
          "\(connection.brand.name) reports its entrances itself. Call /connected_accounts/sync to read them again")
      }
    }
    handlers.on(Devices.ReportProviderMetadata.self) { request, caller in
      try await read(caller) { connection, _ in
        for report in request.devices { _ = try connection.device(toChange: report.deviceID, caller) }
        throw APIError.notSupported(
          "\(connection.brand.name) reports the time zones of its sites itself. Omit these devices")
      }
    }
    handlers.on(Devices.Delete.self) { request, caller in
      try await read(caller) { connection, _ in
        _ = try connection.lock(toChange: request.deviceID, caller)
        throw APIError.notSupported(
          "A \(connection.brand.name) lock is deleted when its site removes it. Make the device unmanaged by "
            + "/devices/update, or delete the account of its site")
      }
    }
  }
}
