import API
import Core
import Store
import Wire

extension Platform {
  func handleUnmanagedDevices(_ handlers: inout Handlers) {
    handlers.on(UnmanagedDevices.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        UnmanagedDevice(try connection.unmanagedDevice(request.device, caller).resource(connection.brand))
      }
    }
    handlers.on(UnmanagedDevices.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        let all = try connection.devices(request.asManaged, caller, areManaged: false)
          .filter { $0.entrance.sequence >= paging.range.from ?? 0 }
        let next = all.count > paging.range.limit ? all[paging.range.limit].entrance.sequence : nil
        let devices = all.prefix(paging.range.limit).map { UnmanagedDevice($0.resource(connection.brand)) }
        return Page(devices, paging.pagination(next: next))
      }
    }
    handlers.on(UnmanagedDevices.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.update(request, caller) }
    }
  }
}

extension Platform.Change {
  fileprivate func update(_ request: UnmanagedDevices.Update, _ caller: Caller) throws -> Nothing {
    var device = try transaction.lock(toChange: request.deviceID, caller)
    guard !device.isManaged else { throw APIError.deviceManaged(request.deviceID.text) }
    if let notes = request.customMetadata { device.settings.notes = Metadata(notes.members) }
    if request.isManaged == true { device.settings.unmanagedAt = nil }
    try transaction.save(device.settings, of: device.entrance.id)
    if device.isManaged { try transaction.append(.deviceUnmanagedConvertedToManaged, about: device) }
    return Nothing()
  }
}
