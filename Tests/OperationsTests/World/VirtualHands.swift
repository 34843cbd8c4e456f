import Foundation
import Testing
import Wire

@testable import VirtualSaltoKS

/// What people do at the virtual site, and what its cloud says about it: its ledger judges.
struct VirtualHands: Sendable {
  let cloud: Cloud

  func get(_ path: String) async throws -> Value { try await send("GET", path, [:]) }

  @discardableResult
  func post(_ path: String, _ body: Value) async throws -> Value { try await send("POST", path, body) }

  private func send(_ method: String, _ path: String, _ body: Value) async throws -> Value {
    let request = VirtualRequest(
      method: method, path: "/virtual/" + path, query: "", headers: [:], body: Data(body.json?.bytes ?? []),
      base: "http://127.0.0.1")
    guard case .answer(let status, _, let data) = await cloud.control(request) else { throw CancellationError() }
    let answer = Value(try JSON.parse(data))
    try #require(status == 200, "\(path) \(answer)")
    return answer
  }

  func site() async throws -> Value { try await get("state").sites[0] }

  /// The site's user of a name. Missing where there is none.
  func user(_ name: Value) async throws -> Value { try await site().users.first("name", name) }

  func lock(_ name: Value) async throws -> String { try await site().locks.first("name", name).id.text }

  /// Whether a door opens for a user.
  func opens(_ name: Value, _ user: Value) async throws -> Value {
    try await post("locks/\(lock(name))/try", ["user_id": user.user_id]).opened
  }

  func faults(_ faults: Value...) async throws { try await post("faults", ["faults": Value(faults)]) }

  func ledger() async throws -> [Value] { try await get("ledger").entries.items }

  /// How often an effect is in the ledger.
  func count(_ effect: Value) async throws -> Int { try await ledger().filter { $0.effect == effect }.count }

  /// How often anything was changed.
  func effects() async throws -> Int { try await ledger().filter { $0.effect != .null }.count }
}
