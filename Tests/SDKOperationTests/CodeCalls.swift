import API
import SeamClient
import Testing

extension Seam {
  /// Calls every operation on access codes that the guide's site does not refuse.
  func useCodes() async throws {
    let door = try #require(try await devices.list().first { $0.canUnlockWithCode == true }).id
    let code = try await accessCodes.create(deviceID: door, name: "Cleaner").resource
    #expect(try await accessCodes.get(accessCodeID: code.id).codeName == .value("Cleaner"))
    try await accessCodes.update(accessCodeID: code.id, name: "Jane", waiting: .no)
    #expect(try await accessCodes.list(deviceID: door).map(\.id) == [code.id])
    #expect(try await !accessCodes.getTimeline(accessCodeID: code.id).events.isEmpty)
    let linked = try await accessCodes.createMultiple(deviceIDs: [door], name: "Cleaners")
    let key = try #require(linked[0].commonCodeKey.optional)
    try await accessCodes.updateMultiple(commonCodeKey: key, name: "Cleaning")
    #expect(try await accessCodes.unmanaged.list(deviceID: door).isEmpty)
    let simulated = try await accessCodes.simulate.createUnmanagedAccessCode(
      code: "1234", deviceID: door, name: "Carla")
    #expect(try await accessCodes.unmanaged.list(deviceID: door).map(\.accessCodeID) == [simulated.accessCodeID])
    for id in [code.id] + linked.map(\.id) { try await accessCodes.delete(accessCodeID: id, waiting: .no) }
  }
}
