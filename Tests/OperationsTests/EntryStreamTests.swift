import Core
import SaltoKS
import TestKit
import Testing

@testable import latchkey

@Suite("Streams of entries", .world) struct EntryStreamTests {
  private let world = World.here

  @Test("let no call wait, also if they are as many as calls may be made at once")
  func callsGoOn() async throws {
    let clients = SaltoKSClients(callMax: 1)
    let result = await Result.catching { try await self.followAndCall(clients) }
    try await clients.shutdown()
    try result.get()
  }

  private func followAndCall(_ clients: SaltoKSClients) async throws {
    let provider = try await provider(clients)
    let site = try #require(try await provider.sites().first)
    let (openings, opened) = AsyncStream.makeStream(of: Void.self)
    let following = Task {
      defer { opened.finish() }
      try await provider.followEntries(of: site.id) { if case .opened = $0 { opened.yield() } }
    }
    var opening = openings.makeAsyncIterator()
    #expect(await opening.next() != nil)
    #expect(try await provider.sites().contains { $0.id == site.id })
    following.cancel()
    _ = await following.result
  }

  private func provider(_ clients: SaltoKSClients) async throws -> SaltoKSProvider {
    let workspace = try #require(world.premises.workspace)
    let tenant = workspace.tenant(at: try await world.readiness.cloud(), Deadlines())
    let clock = world.clock.system
    return SaltoKSProvider(
      clients: clients, configuration: tenant.configuration, credentials: { tenant.credentials }, loadToken: { nil },
      saveToken: { _ in }, now: { clock.now() })
  }
}
