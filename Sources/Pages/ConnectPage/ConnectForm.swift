import Operations
import Wire

/// The submitted form of the page.
struct ConnectForm {
  var token = ""
  private var values: [String: [String]] = [:]

  /// Reads `a=b&c=d`. Malformed parts are skipped.
  init(_ text: String) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = percentDecoded(parts[0]) else { continue }
      values[name, default: []].append(parts.count == 2 ? percentDecoded(parts[1]) ?? "" : "")
    }
    token = values["form_token"]?.first ?? ""
  }

  /// The requested step. Nil if there is no such step.
  var step: ConnectStep? {
    switch values["step"]?.last {
    case "open": .open
    case "proceed": .proceed
    case "choose": values["provider"]?.first.map { .choose(provider: $0) }
    case "sign_in": .signIn(username: values["username"]?.first ?? "", password: values["password"]?.first ?? "")
    case "leave": .leave
    case "select": .select(sites: values["site"] ?? [])
    case "allow": .allow
    case "back": .back
    case "cancel": .cancel
    default: nil
    }
  }
}

private func percentDecoded(_ text: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
    case UInt8(ascii: "%"):
      guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
        return nil
      }
      bytes.append(high << 4 | low)
    default: bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
