import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Wire

/// The controls of the embedded virtual Salto KS: its users, its mails and its faults.
struct DemoSite: Sendable {
  let cloud: String

  /// The users of the virtual cloud.
  func users() async throws -> [JSON] {
    guard case .array(let users)? = try await site()?["users"] else { return [] }
    return users
  }

  /// The page of the guest's latest invitation.
  func invitation(of email: String) async throws -> String? {
    guard case .array(let letters)? = try await call("/virtual/mailbox")["invitations"] else { return nil }
    return letters.last { $0["email"]?.text == email }?["url"]?.text
  }

  /// Sets the faults that the virtual cloud injects from now on.
  func setFaults(_ faults: [JSON]) async throws {
    _ = try await call("/virtual/faults", .object(["faults": .array(faults)]))
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
      throw Problem(.unavailable, "the virtual Salto KS rejected a step with status \(response.status.code)")
    }
    return json
  }
}
