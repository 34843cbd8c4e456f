import AsyncHTTPClient
import Engine
import Foundation
import NIOCore
import NIOHTTP1
import Wire

/// The agenda of a virtual cloud that runs as a process of its own, by its control operations.
struct ExternalCloud: Sendable {
  let client: HTTPClient
  let url: String

  var agenda: VirtualAgenda {
    VirtualAgenda(
      nextDue: { await nextDue(of: clock("GET", nil)) },
      play: { moment in _ = await clock("POST", JSON.object(["now": .string(moment.description)]).bytes) })
  }

  private func nextDue(of answer: JSON?) -> Instant? { answer?["next_due_at"]?.text.flatMap { Instant($0) } }

  /// A cloud that cannot be reached has no agenda; its calls fail and are tried again.
  private func clock(_ method: String, _ body: [UInt8]?) async -> JSON? {
    var request = HTTPClientRequest(url: url + "/virtual/clock")
    request.method = .RAW(value: method)
    if let body { request.body = .bytes(body) }
    guard let response = try? await client.execute(request, timeout: .seconds(5)),
      let buffer = try? await response.body.collect(upTo: 65_536)
    else { return nil }
    return try? JSON.parse(buffer.readableBytesView)
  }
}
