import API
import Wire

/// The controls of the sandbox's virtual cloud.
struct VirtualControls: Sendable {
  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  /// The locks with a name, the IQs and the faults.
  func building(locks name: String = "") async throws -> VirtualBuilding {
    VirtualBuilding(try await send(.get, "/virtual/building?lock=\(percentEncoded(name))", nil))
  }

  /// Everything, including the people.
  func state() async throws -> JSON { try await send(.get, "/virtual/state", nil) }

  func post(_ path: String, _ body: [String: JSON]) async throws -> JSON { try await send(.post, path, .object(body)) }

  /// Fills the free seats of a site, or frees them again.
  func setSeats(of site: String, areTaken: Bool) async throws {
    _ = try await post("/virtual/site", ["site_id": .string(site), "seats_taken": .bool(areTaken)])
  }

  func set(_ faults: [JSON]) async throws { _ = try await post("/virtual/faults", ["faults": .array(faults)]) }

  private func send(_ method: VirtualCloud.Send.Method, _ path: String, _ body: JSON?) async throws -> JSON {
    var request = VirtualCloud.Send()
    request.method = method
    request.path = path
    request.body = body.map { String(decoding: $0.bytes, as: UTF8.self) }
    let reply = try await visit.call(request)
    guard reply.statusCode == 200 else {
      throw ControlRefusal(message: reply.body["error"]?.text ?? "the virtual cloud answered \(reply.statusCode)")
    }
    return reply.body
  }
}

/// The virtual cloud did not do what a control asked.
struct ControlRefusal: Error {
  let message: String
}
