import Core
import SaltoKS
import Testing
import Wire

@Suite("One-time codes of an IQ")
struct OneTimeCodeTests {
  @Test("are made of the time, the secret and the PIN, in this order")
  func code() throws {
    let moment = try #require(Instant("2024-11-02T12:00:00Z"))
    var material = CodeMaterial(secret: "c0ffee")
    #expect(material.code(at: moment, .saltoKS) == nil)
    material.pin = "1234"
    #expect(material.code(at: moment, .saltoKS) == "6112c")
  }
}
