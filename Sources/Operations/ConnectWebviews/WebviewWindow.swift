import API
import Core
import Engine
import Store
import Wire

/// Leaves a frame: a ticket opens the page once in its own window, where the sign-in continues.
extension WebviewVisits {
  func open(_ webview: ConnectWebviewRecord) async throws -> WebviewVisit {
    let ticket = platform.secrets.text()
    var visit = try await go(webview) { $0.ticketHash = sha256Text(ticket) }
    visit.ticket = ticket
    return visit
  }

  /// Redeems a ticket. A used or unknown ticket opens the page at the beginning.
  package func redeem(_ ticket: String, for id: String, authToken: String) async throws {
    guard let webview = try await webview(id, authToken), let hash = webview.progress.ticketHash,
      areEqualInConstantTime(hash, sha256Text(ticket)),
      !webview.isExpired(at: platform.clocks.now(in: webview.workspaceID))
    else { return }
    var progress = webview.progress
    progress.ticketHash = nil
    if progress.step == .introduction { progress.step = .signIn }
    do { _ = try await advance(webview, to: progress) } catch is Overtaken {} catch is Gone {}
  }
}
