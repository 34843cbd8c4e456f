import AsyncHTTPClient
package import Core
import NIOCore
import Synchronization
import Wire

/// A site's hub of entries, over server-sent events.
struct EntryHub: Sendable {
  let connect: ConnectClient
  let site: ExternalID<ProviderSite>

  private static let path = "/v1/hub/entries"
  /// The interval between our pings.
  private static let pingInterval = Duration.seconds(15)
  /// The silence after which the hub counts as disconnected.
  private static let silenceMax = Duration.seconds(45)

  /// Why a connection ended.
  private enum End: Error {
    case closed
    case silent
    case unreadable
    case refused(String)
  }

  /// Follows the hub until the connection ends. The caller reconnects.
  func follow(_ receive: @escaping @Sendable (EntryStreamEvent) async -> Void) async throws(ProviderFault) {
    let connection = try await negotiate()
    let path = "\(Self.path)?site_id=\(percentEncoded(site.text))&id=\(percentEncoded(connection))"
    let response: HTTPClientResponse
    switch await connect.open(path) {
    case .opened(let opened): response = opened
    case .later(let reason): throw .later(reason, after: nil)
    }
    do {
      try await hold(response, at: path, receive)
    } catch End.refused(let words) {
      throw .refused(Refusal(.other, words))
    } catch {
      // After any other end, missed entries are read from the list.
      return
    }
  }

  /// - Returns: The connection's token.
  private func negotiate() async throws(ProviderFault) -> String {
    let reply = await connect.change(
      "POST", "\(Self.path)/negotiate?site_id=\(percentEncoded(site.text))&negotiateVersion=1", nil)
    if case .answered(let answer) = reply, answer.status == 429 || answer.status >= 500 {
      throw .later(.unavailable, after: answer.retryDelay)
    }
    let body = try connect.successful(reply)
    guard case .array(let transports)? = body["availableTransports"],
      transports.contains(where: { $0["transport"]?.text == "ServerSentEvents" }),
      let token = body["connectionToken"]?.text ?? body["connectionId"]?.text
    else { throw .unreadable }
    return token
  }

  private func hold(
    _ response: HTTPClientResponse, at path: String, _ receive: @escaping @Sendable (EntryStreamEvent) async -> Void
  ) async throws {
    let heard = LastHeard()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await read(response, heard, receive) }
      group.addTask {
        try await send(SignalRMessage.handshakeRequest, to: path)
        while true {
          try await Task.sleep(for: Self.pingInterval)
          try await send(SignalRMessage.pingRecord, to: path)
        }
      }
      group.addTask {
        while heard.silence < Self.silenceMax { try await Task.sleep(for: Self.silenceMax - heard.silence) }
        throw End.silent
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func send(_ record: [UInt8], to path: String) async throws {
    guard case .answered(let answer) = await connect.change("POST", path, bytes: record), answer.status < 300 else {
      throw End.closed
    }
  }

  private func read(
    _ response: HTTPClientResponse, _ heard: LastHeard,
    _ receive: @escaping @Sendable (EntryStreamEvent) async -> Void
  ) async throws {
    var events = ServerSentEvents()
    for try await buffer in response.body {
      heard.note()
      for event in try events.take(buffer.readableBytesView) {
        for message in SignalRMessage.records(in: event) { try await take(message, receive) }
      }
      // Processing may take long, which must not count as silence of the hub.
      heard.note()
    }
  }

  private func take(_ message: SignalRMessage, _ receive: @Sendable (EntryStreamEvent) async -> Void) async throws {
    switch message {
    case .handshake(nil): await receive(.opened)
    case .handshake(let error?): throw End.refused("Salto KS rejected the stream: \(error.prefix(200))")
    case .invocation("ReceiveMessage", let arguments):
      // The entry is a string that contains JSON.
      let entry = arguments.first?.text.flatMap { try? JSON.parse(Array($0.utf8)).storable }.flatMap(observedEntry)
      if let entry { await receive(.entry(entry)) }
    case .invocation, .ping, .other: break
    case .close: throw End.closed
    }
  }
}

/// When the hub last sent something, by the system's clock.
private final class LastHeard: Sendable {
  private let moment = Mutex(ContinuousClock.now)
  func note() { moment.withLock { $0 = .now } }
  var silence: Duration { moment.withLock { .now - $0 } }
}

extension SaltoKSProvider {
  package func followEntries(
    of site: ExternalID<ProviderSite>, _ receive: @escaping @Sendable (EntryStreamEvent) async -> Void
  ) async throws(ProviderFault) {
    try await EntryHub(connect: connect, site: site).follow(receive)
  }
}
