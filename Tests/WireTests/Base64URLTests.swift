import Testing
import Wire

@Suite("Base64 for addresses") struct Base64URLTests {
  @Test("has no padding, and letters that need no escape")
  func encoding() {
    #expect(encodedBase64URL([]) == "")
    #expect(encodedBase64URL([0xFB]) == "-w")
    #expect(encodedBase64URL([0xFF, 0xEF]) == "_-8")
    #expect(encodedBase64URL([0xFB, 0xEF, 0xBE]) == "----")
  }

  @Test("is read back")
  func decoding() {
    for count in 0..<8 {
      let bytes = (0..<count).map { UInt8(250 - $0 * 31) }
      #expect(decodedBase64URL(encodedBase64URL(bytes)) == bytes)
    }
  }

  @Test("is refused if it is another alphabet, or broken", arguments: ["+w", "/w", "-w==", "a", "abcde", "a b", "é"])
  func refusals(text: String) {
    #expect(decodedBase64URL(text) == nil)
  }
}
