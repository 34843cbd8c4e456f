package import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Wire

/// Sends requests to a provider over HTTP.
package struct OpenIDCourier: OpenIDTransport {
  /// How long one request may take, from connecting to the last byte.
  private static let time = Duration.seconds(10)
  /// The maximum size of a response, in bytes.
  private static let bodyMax = 256 << 10

  private let client: HTTPClient

  /// - Parameter client: follows no redirects, which could lead a secret to another host.
  package init(_ client: HTTPClient) { self.client = client }

  package func send(_ request: OpenIDRequest) async -> OpenIDAnswer? {
    var prepared = HTTPClientRequest(url: request.url)
    for (name, value) in request.headers { prepared.headers.add(name: name, value: value) }
    if let form = request.form {
      prepared.method = .POST
      prepared.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
      let text = form.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }.joined(separator: "&")
      prepared.body = .bytes(ByteBuffer(string: text))
    }
    let (client, sent) = (client, prepared)
    return try? await within(Deadline(in: Self.time)) { () -> OpenIDAnswer in
      let response = try await client.execute(sent, timeout: .seconds(10))
      let buffer = try await response.body.collect(upTo: Self.bodyMax)
      // A truncated body may look complete.
      try Task.checkCancellation()
      return OpenIDAnswer(
        status: Int(response.status.code), body: (try? JSON.parse(Array(buffer.readableBytesView))) ?? .null)
    }
  }
}
