import API
import Core
import Engine
import Store
import Wire

/// The way out of a frame: a ticket that opens the page once, in a window of its own, and goes on with the sign-in there.
extension WebviewVisits {
  func open(_ webview: ConnectWebviewRecord) async throws -> WebviewVisit {
    let ticket = platform.secrets.text()
    var visit = try await go(webview) { $0.ticketHash = sha256Text(ticket) }
    visit.ticket = ticket
    return visit
  }

  /// Takes a ticket. One that was taken before, or is none, opens the page where any visitor begins.
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
