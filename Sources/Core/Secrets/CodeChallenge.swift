import Crypto
import Wire

/// The S256 challenge of a PKCE verifier (RFC 7636), which a sign-in page receives instead of the verifier.
package func codeChallenge(of verifier: String) -> String {
  encodedBase64URL(Array(SHA256.hash(data: Array(verifier.utf8))))
}
