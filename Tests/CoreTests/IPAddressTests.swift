import Testing

@testable import Core

@Suite("Addresses of the internet protocol")
struct IPAddressTests {
  @Test(
    "are read in every form",
    arguments: [
      ("192.0.2.1", "c0.0.2.1"), ("::ffff:192.0.2.1", "c0.0.2.1"), ("2001:db8::1", "20:1:d:b8:0:0:0:0"),
      ("2001:db8:0:0:ffff:1:2:3", "20:1:d:b8:0:0:0:0"), ("fe80::1%eth0", "fe:80:0:0:0:0:0:0"),
      ("::", "0:0:0:0:0:0:0:0"),
    ])
  func forms(_ text: String, _ counted: String) {
    #expect(IPAddress(text)?.countedAs == counted)
  }

  @Test(
    "are no other text",
    arguments: [
      "", "localhost", "192.0.2", "192.0.2.256", "192.0.2.1.5", "192.0.2.+1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
      "1::2::3",
      ":1", "12345::", "::+1", "1:2:3:4:5:6:7:8::", "::1.2.3", "unknown", "_hidden",
    ])
  func others(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test("lie in ranges")
  func ranges() throws {
    let address = try #require(IPAddress("10.1.2.3"))
    for text in ["10.0.0.0/8", "10.1.2.3", "10.1.2.2/31", "0.0.0.0/0"] {
      #expect(IPRange(text)?.contains(address) == true, "\(text)")
    }
    for text in ["11.0.0.0/8", "10.1.2.4/31", "::/0"] { #expect(IPRange(text)?.contains(address) == false, "\(text)") }
    for text in ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "x/8"] { #expect(IPRange(text) == nil, "\(text)") }
    let network = try #require(IPRange("2001:db8::/33"))
    #expect(network.contains(try #require(IPAddress("2001:db8:7fff::1"))))
    #expect(!network.contains(try #require(IPAddress("2001:db8:8000::1"))))
  }
}
