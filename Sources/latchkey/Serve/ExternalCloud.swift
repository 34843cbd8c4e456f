import AsyncHTTPClient
import Core
import Engine
import Foundation
import NIOCore
import NIOHTTP1
import SaltoKS
import Wire

/// The clock of a virtual cloud in another process, set through its control operations.
///
/// Cloud and workspace show the same time. If the workspace's clock was advanced while the cloud was down, the cloud
/// returns with an older time. Its clock is therefore set before the next call reaches it.
actor ExternalCloud {
  private let client: HTTPClient
  private let url: String
  private var isAligned = true

  init(client: HTTPClient, url: String) {
    self.client = client
    self.url = url
  }

  nonisolated var agenda: VirtualAgenda {
    VirtualAgenda(nextDue: { await self.nextDue() }, play: { await self.play($0) })
  }

  /// Sets the cloud's clock, if it may differ, before a request is sent.
  ///
  /// - Parameter isOwner: whether this node works for the sandbox. Others could set a time that the sandbox has passed.
  nonisolated func hook(
    isOwner: @escaping @Sendable () -> Bool, now: @escaping @Sendable () -> Instant
  ) -> CallHook {
    CallHook(
      prepare: {
        if !isOwner() { return true }
        return await self.align(to: now())
      }, failed: { await self.lose() })
  }

  /// A cloud that is unreachable has no agenda. Its calls fail and are retried.
  private func nextDue() async -> Instant? {
    await clock("GET", nil)?["next_due_at"]?.text.flatMap { Instant($0) }
  }

  private func play(_ moment: Instant) async {
    isAligned = await clock("POST", JSON.object(["now": .string(moment.description)]).bytes) != nil
  }

  /// Sets the cloud's clock if it may differ.
  ///
  /// - Returns: Whether the cloud now shows this moment.
  private func align(to now: Instant) async -> Bool {
    if !isAligned { await play(now) }
    return isAligned
  }

  /// The cloud may have restarted with another time.
  private func lose() { isAligned = false }

  /// Resets the cloud to the start of its scenario, including its clock.
  func startOver() async throws {
    guard await call("POST", "/virtual/start_anew", nil) != nil else {
      throw ProviderFault.later(.unavailable, after: nil)
    }
    lose()
  }

  private func clock(_ method: String, _ body: [UInt8]?) async -> JSON? { await call(method, "/virtual/clock", body) }

  private func call(_ method: String, _ path: String, _ body: [UInt8]?) async -> JSON? {
    var request = HTTPClientRequest(url: url + path)
    request.method = .RAW(value: method)
    if let body { request.body = .bytes(body) }
    let (client, prepared) = (client, request)
    return try? await within(Deadline(in: .seconds(5))) { () async throws -> JSON? in
      let response = try await client.execute(prepared, timeout: .seconds(5))
      guard response.status.code == 200 else { return nil }
      return try JSON.parse(try await response.body.collect(upTo: 65_536).readableBytesView)
    }
  }
}
