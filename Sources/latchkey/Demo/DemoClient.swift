import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Wire

/// Calls the API with typed requests, and the virtual cloud's controls.
struct DemoClient: Sendable {
  let endpoint: String
  let key: String
  let cloud: String
  private let client = HTTPClient()

  init(endpoint: String, key: String, cloud: String) {
    self.endpoint = endpoint
    self.key = key
    self.cloud = cloud
  }

  /// Sends a request of the catalogue and reads its answer's first member.
  func send<E: Endpoint>(_ request: E) async throws -> E.Response where E.Response: Wire {
    let body = try await post(endpoint + E.operation.path, request.jsonBytes, authorized: true)
    guard let name = E.operation.responseKeys.first else { return E.Response.blank }
    return try E.Response(reading: body[name] ?? .null)
  }

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

  private func site() async throws -> JSON? {
    guard case .array(let sites)? = try await call("GET", cloud + "/virtual/state", nil)["sites"] else { return nil }
    return sites.first
  }

  /// A person tries a virtual door.
  func tryDoor(_ lock: String, person: String) async throws -> (opened: Bool, reason: String) {
    let body = JSON.object(["user_id": .string(person)])
    let answer = try await post("\(cloud)/virtual/locks/\(lock)/try", body.bytes, authorized: false)
    return (answer["opened"] == .bool(true), answer["reason"]?.text ?? "unknown")
  }

  func end() async throws { try await client.shutdown() }

  private func post(_ url: String, _ body: [UInt8], authorized: Bool) async throws -> JSON {
    try await call("POST", url, body, authorized: authorized)
  }

  private func call(_ method: String, _ url: String, _ body: [UInt8]?, authorized: Bool = false) async throws -> JSON {
    var request = HTTPClientRequest(url: url)
    request.method = .RAW(value: method)
    request.headers.add(name: "content-type", value: "application/json")
    if authorized { request.headers.add(name: "authorization", value: "Bearer \(key)") }
    if let body { request.body = .bytes(body) }
    let response = try await client.execute(request, timeout: .seconds(60))
    let buffer = try await response.body.collect(upTo: 8 << 20)
    let json = (try? JSON.parse(buffer.readableBytesView)) ?? .null
    guard response.status.code == 200 else {
      let message = json["error"]?["message"]?.text ?? "status \(response.status.code)"
      throw Problem(.unavailable, "the server refused a step: \(message); start it on an empty folder")
    }
    return json
  }
}
