import API
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Wire

/// The controls of a virtual cloud, embedded or in another process, over HTTP.
struct VirtualControls: Sendable {
  /// The longest response, in bytes. A ledger can be long.
  private static let responseMax = 16 << 20
  private static let timeout = Duration.seconds(10)

  let client: HTTPClient
  let url: String

  func send(_ method: String, _ path: String, _ body: JSON?) async throws -> VirtualReply {
    var request = HTTPClientRequest(url: url + path)
    request.method = .RAW(value: method)
    if let body {
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(body.bytes)
    }
    let (client, prepared) = (client, request)
    return try await within(Deadline(in: Self.timeout)) { () async throws -> VirtualReply in
      let response = try await client.execute(prepared, timeout: .seconds(10))
      let bytes = try await response.body.collect(upTo: Self.responseMax).readableBytesView
      return VirtualReply(statusCode: Int(response.status.code), body: (try? JSON.parse(bytes)) ?? .null)
    }
  }
}
