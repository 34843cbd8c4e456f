import Core
import Wire

/// An address that may receive secrets: by HTTPS, or on this machine. Nil for any other.
func safeAddress(_ text: String) -> WebAddress? {
  guard let address = WebAddress(text) else { return nil }
  if address.origin.hasPrefix("https://") { return address }
  let authority = address.origin.dropFirst("http://".count)
  let host = authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
  return host == "localhost" || IPAddress(host)?.isLoopback ?? false ? address : nil
}
