import AsyncHTTPClient
import Core
import Engine
import Foundation
import NIOCore
import NIOHTTP1
import Wire

/// The clock of a virtual cloud that runs as a process of its own, by its control operations.
///
/// Cloud and workspace show the same time. A cloud that was away while the workspace's clock was played comes back with
/// an older one, so it is set before the next call reaches it.
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

  /// A cloud that cannot be reached has no agenda; its calls fail and are tried again.
  private func nextDue() async -> Instant? {
    await clock("GET", nil)?["next_due_at"]?.text.flatMap { Instant($0) }
  }

  private func play(_ moment: Instant) async {
    isAligned = await clock("POST", JSON.object(["now": .string(moment.description)]).bytes) != nil
  }

  /// Sets the cloud's clock if it may differ.
  ///
  /// - Returns: whether it shows the moment now.
  func align(to now: Instant) async -> Bool {
    if !isAligned { await play(now) }
    return isAligned
  }

  /// The cloud may have been away.
  func lose() { isAligned = false }

  /// Puts the cloud back to how its scenario begins, its clock included.
  func startAnew() async throws {
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

/// A provider whose cloud has the workspace's time before any call reaches it.
struct AlignedProvider: Provider {
  let base: any Provider
  let cloud: ExternalCloud
  let now: @Sendable () -> Instant

  func sites() async throws(ProviderFault) -> [ObservedSite] { try await base.sites() }

  func site(_ site: ExternalID<ProviderSite>) async throws(ProviderFault) -> ObservedSite { try await base.site(site) }

  func accessGroups(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedAccessGroup] {
    try await base.accessGroups(of: site)
  }

  func users(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedUser] {
    try await base.users(of: site)
  }

  func letsPinsBeChosen(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool {
    try await base.letsPinsBeChosen(at: site)
  }

  func tags(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [Tag] { try await base.tags(of: site) }

  func members(
    of group: ExternalID<ProviderAccessGroup>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> [ExternalID<ProviderPerson>] {
    try await base.members(of: group, at: site)
  }

  func isThere(_ part: SitePart, at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> Bool {
    try await base.isThere(part, at: site)
  }

  func standing(at site: ExternalID<ProviderSite>) async throws(ProviderFault) -> SiteStanding {
    try await base.standing(at: site)
  }

  func locks(of site: ExternalID<ProviderSite>) async throws(ProviderFault) -> [ObservedLock] {
    try await base.locks(of: site)
  }

  func entries(
    of site: ExternalID<ProviderSite>, from continuation: ObservedEntries.Continuation?
  ) async throws(ProviderFault) -> ObservedEntries {
    try await base.entries(of: site, from: continuation)
  }

  func followEntries(
    of site: ExternalID<ProviderSite>, _ receive: @escaping @Sendable (EntryStreamEvent) async -> Void
  ) async throws(ProviderFault) {
    try await base.followEntries(of: site, receive)
  }

  func move(
    _ lock: ExternalID<ProviderLock>, _ movement: LockMovement, code: String?, at site: ExternalID<ProviderSite>,
    under permit: MovementPermit
  ) async -> Outcome {
    guard await cloud.align(to: now()) else { return .later(.unavailable, after: nil) }
    return await base.move(lock, movement, code: code, at: site, under: permit)
  }

  func codeSecret(
    of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) -> String {
    try await base.codeSecret(of: iq, at: site)
  }

  func sendCodePin(of iq: ExternalID<ProviderIQ>, at site: ExternalID<ProviderSite>) async throws(ProviderFault) {
    try await base.sendCodePin(of: iq, at: site)
  }

  func activateCodes(
    of iq: ExternalID<ProviderIQ>, by code: String, at site: ExternalID<ProviderSite>
  ) async throws(ProviderFault) {
    guard await cloud.align(to: now()) else { throw .later(.unavailable, after: nil) }
    try await base.activateCodes(of: iq, by: code, at: site)
  }

  func perform(_ call: ProviderCall, at site: ExternalID<ProviderSite>) async -> Outcome {
    guard await cloud.align(to: now()) else { return .later(.unavailable, after: nil) }
    let outcome = await base.perform(call, at: site)
    switch outcome {
    case .unknown, .later(.unavailable, _): await cloud.lose()
    default: break
    }
    return outcome
  }
}
