import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import SeamClient

/// The same read through the SDK and through its bare HTTP client, alternately, one call at a time.
///
/// The bare client requests the same address and receives the whole response, but does not parse it.
struct SDKCalls: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sdk", abstract: "Measures calls of the SDK; prints JSON.",
    discussion: "SEAM_ENDPOINT and SEAM_API_KEY say where, and who asks.")
  @Argument(help: "The ACS user to read.") var user: String
  @Option var seconds = 2.0

  func run() async throws {
    let seam = Seam()
    let key = try Self.apiKey()
    let clock = ContinuousClock()
    var (bare, ours) = (Duration.zero, Duration.zero)
    var count = 0
    // The first round opens the connections and is not counted.
    for isCounted in [false, true] {
      while bare < .seconds(isCounted ? seconds / 2 : 0.1) {
        bare += try await clock.measure { for _ in 0..<50 { try await read(at: seam.endpoint, key) } }
        ours += try await clock.measure {
          for _ in 0..<50 { _ = try await seam.acs.users.get(acsUserID: ID(user)) }
        }
        count += 50
      }
      if !isCounted { (bare, ours, count) = (.zero, .zero, 0) }
    }
    func microseconds(_ duration: Duration) -> Double { duration / .microseconds(1) / Double(count) }
    print("{\"bare_us\": \(microseconds(bare)), \"sdk_us\": \(microseconds(ours))}")
  }

  private func read(at endpoint: String, _ key: String) async throws {
    var request = HTTPClientRequest(url: "\(endpoint)/acs/users/get?acs_user_id=\(user)&_strict=true")
    request.headers.add(name: "authorization", value: "Bearer \(key)")
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let body = try await response.body.collect(upTo: 1 << 20)
    guard response.status == .ok, body.readableBytes > 0 else { throw ValidationError("\(response.status)") }
  }

  private static func apiKey() throws -> String {
    guard let key = ProcessInfo.processInfo.environment["SEAM_API_KEY"] else {
      throw ValidationError("SEAM_API_KEY is not set")
    }
    return key
  }
}
