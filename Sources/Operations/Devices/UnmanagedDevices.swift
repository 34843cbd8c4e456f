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
      let paging = try Paging(request, limit: request.filter.limit, cursor: request.filter.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var list = Devices.List()
        list.filter = request.filter
        let page = try connection.devices(list, paging, caller, areManaged: false)
        let devices = page.rows.map { UnmanagedDevice($0.resource(connection.brand)) }
        return Page(devices, paging.pagination(next: page.next))
      }
    }
    handlers.on(UnmanagedDevices.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { try $0.update(request, caller) }
    }
  }
}

extension Platform.Change {
  fileprivate func update(_ request: UnmanagedDevices.Update, _ caller: Caller) throws -> Nothing {
    var device = try transaction.lock(toEdit: request.deviceID, caller)
    guard !device.isManaged else { throw APIError.deviceManaged(request.deviceID.text) }
    if let notes = request.customMetadata { device.settings.notes = Metadata(notes.members) }
    if request.isManaged == true { device.settings.unmanagedAt = nil }
    try transaction.save(device.settings, of: device.entrance.id)
    if device.isManaged { try transaction.append(.deviceUnmanagedConvertedToManaged, about: device) }
    return Nothing()
  }
}
