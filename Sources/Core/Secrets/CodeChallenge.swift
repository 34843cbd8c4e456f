import Crypto
import Wire

/// The S256 challenge of a PKCE verifier (RFC 7636), which a sign-in page receives instead of the verifier.
package func codeChallenge(of verifier: String) -> String {
  let digest = Array(SHA256.hash(data: Array(verifier.utf8)))
  let letters = encodedBase64(digest).utf8.filter { $0 != UInt8(ascii: "=") }
  return String(
    decoding: letters.map { letter in
      switch letter {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: letter
      }
    }, as: UTF8.self)
}
