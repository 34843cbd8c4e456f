import Foundation
import Testing
import Wire

@testable import VirtualSaltoKS

/// The actions of people at the virtual site, and the data of its cloud. Tests judge by its ledger.
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

  /// The site's user with a name. Missing if there is none.
  func user(_ name: Value) async throws -> Value { try await site().users.first("name", name) }

  func lock(_ name: Value) async throws -> String { try await site().locks.first("name", name).id.text }

  /// Whether a door opens for a user.
  func opens(_ name: Value, _ user: Value) async throws -> Value {
    try await post("locks/\(lock(name))/try", ["user_id": user.user_id]).opened
  }

  func faults(_ faults: Value...) async throws { try await post("faults", ["faults": Value(faults)]) }

  func ledger() async throws -> [Value] { try await get("ledger").entries.items }

  /// The number of times that an effect is in the ledger.
  func count(_ effect: Value) async throws -> Int { try await ledger().filter { $0.effect == effect }.count }

  /// The number of all effects in the ledger.
  func effects() async throws -> Int { try await ledger().filter { $0.effect != .null }.count }
}
