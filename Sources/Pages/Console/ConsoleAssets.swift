import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// The files of the console's pages. Their addresses contain a hash of their content, so browsers keep them for good.
enum ConsoleAssets {
  private struct Asset: Sendable {
    let path: String
    let type: String
    let content: String
    let hash: String

    init(_ name: String, _ type: String, _ content: String) {
      path = "/console/\(name)"
      self.type = type
      self.content = content
      hash = String(sha256Text(content).prefix(16))
    }

    var address: String { "\(path)?v=\(hash)" }
  }

  private static let style = Asset("style.css", "text/css; charset=utf-8", ConsoleStyle.sheet)
  private static let script = Asset("live.js", "text/javascript; charset=utf-8", ConsoleScript.source)
  private static let icon = Asset(
    "icon.svg", "image/svg+xml",
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="7" fill="#15181c"/>\
    <path fill="#fff" d="M14 6.5a4.5 4.5 0 0 0-2 8.53L10.8 21.5h6.4L16 15.03A4.5 4.5 0 0 0 14 6.5z"/></svg>
    """)

  /// The addresses, for templates.
  static let addresses: ConsoleContext = [
    "style": style.address, "script": script.address, "icon": icon.address,
  ]

  /// The file of a path. Nil if it is not one of these.
  static func response(to request: Request) -> Response? {
    guard let asset = [style, script, icon].first(where: { $0.path == request.uri.path }) else { return nil }
    let isCurrent = request.uri.queryParameters["v"].map { $0 == asset.hash } ?? false
    return Response(
      status: .ok,
      headers: [
        .contentType: asset.type, .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
        .xContentTypeOptions: "nosniff", .contentSecurityPolicy: "default-src 'none'",
      ], body: .init(byteBuffer: ByteBuffer(string: asset.content)))
  }
}
