import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Wire

/// The controls of the virtual Salto KS that a server embeds: who it knows, and its doors.
struct DemoSite: Sendable {
  let cloud: String

  /// The people that the virtual cloud knows.
  func users() async throws -> [JSON] {
    guard case .array(let users)? = try await site()?["users"] else { return [] }
    return users
  }

  /// The virtual doors, by name.
  func locks() async throws -> [(id: String, name: String)] {
    guard case .array(let locks)? = try await site()?["locks"] else { return [] }
    return locks.compactMap { lock in
      guard let id = lock["id"]?.text, let name = lock["name"]?.text else { return nil }
      return (id, name)
    }
  }

  /// A person tries a virtual door.
  func tryDoor(_ lock: String, person: String) async throws -> (opened: Bool, reason: String) {
    let answer = try await call("/virtual/locks/\(lock)/try", .object(["user_id": .string(person)]))
    return (answer["opened"] == .bool(true), answer["reason"]?.text ?? "unknown")
  }

  private func site() async throws -> JSON? {
    guard case .array(let sites)? = try await call("/virtual/state")["sites"] else { return nil }
    return sites.first
  }

  private func call(_ path: String, _ body: JSON? = nil) async throws -> JSON {
    var request = HTTPClientRequest(url: cloud + path)
    if let body {
      request.method = .POST
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(body.bytes)
    }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
    let buffer = try await response.body.collect(upTo: 8 << 20)
    guard response.status == .ok, let json = try? JSON.parse(buffer.readableBytesView) else {
      throw Problem(.unavailable, "the virtual Salto KS refused a step with status \(response.status.code)")
    }
    return json
  }
}
