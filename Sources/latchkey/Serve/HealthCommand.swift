import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Wire

/// Reads the health of the server on this machine, for service managers and monitors.
struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Check the health of the server on this machine.",
    discussion: """
      Uses the server's own settings: LATCHKEY_HOST, LATCHKEY_PORT, LATCHKEY_TLS_CERTIFICATE. Exit codes: 0 healthy, \
      69 not healthy or no response.
      """)

  @Flag(help: "Check only that the server responds.") var live = false
  @Option(help: "Seconds to wait for the server to start.") var wait = 0

  func run() async throws {
    try await reportingProblems {
      guard (0...3600).contains(wait) else {
        throw Problem(.usage, "--wait must be a number of seconds from 0 to 3600, not \(wait)")
      }
      var configuration = HTTPClient.Configuration(
        certificateVerification: .none, redirectConfiguration: .disallow)
      configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
      let client = HTTPClient(configuration: configuration)
      do {
        let answer = try await answer(client)
        try await client.shutdown()
        Output.write(answer)
      } catch {
        try await client.shutdown()
        throw error
      }
    }
  }

  /// The server's response, once it is healthy or the wait is over.
  private func answer(_ client: HTTPClient) async throws -> String {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(wait))
    while true {
      let problem: Problem
      do {
        return try await ask(client)
      } catch let found as Problem {
        problem = found
      }
      guard clock.now < end else { throw problem }
      try await clock.sleep(for: .milliseconds(200))
    }
  }

  private func ask(_ client: HTTPClient) async throws -> String {
    let url = address + (live ? "/health/live" : "/health/ready")
    guard WebAddress(url) != nil else {
      throw Problem(.configuration, "LATCHKEY_HOST and LATCHKEY_PORT give the invalid address \(address)")
    }
    let status: UInt
    let text: String
    do {
      let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
      status = response.status.code
      text = String(buffer: try await response.body.collect(upTo: 65_536))
    } catch {
      throw Problem(.unavailable, "no server responds at \(url)")
    }
    guard status == 200 else { throw Problem(.unavailable, "the server is not ready: \(text)") }
    return text
  }

  /// The server's address from its settings. If it listens on all addresses, the loopback address is used.
  private var address: String {
    let host = setting(nil, "LATCHKEY_HOST", standard: "127.0.0.1") ?? "127.0.0.1"
    let own = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
    let isSecure = setting(nil, "LATCHKEY_TLS_CERTIFICATE") != nil
    let port = setting(nil, "LATCHKEY_PORT").map { Int($0) ?? 0 } ?? 8080
    return baseURL(own, port, isSecure: isSecure)
  }
}
