import Core
import HTTPTypes
import Testing

@testable import Server

@Suite("The sender of a request")
struct TrustedProxyTests {
  private let proxies = TrustedProxies(["10.0.0.0/8", "fd00::/8"].compactMap { IPRange($0) })

  private func sender(_ peer: String, _ headers: (String, String)...) throws -> String? {
    var fields = HTTPFields()
    for (name, value) in headers { fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value)) }
    let found = proxies.sender(fields, from: IPAddress(peer))
    return found.flatMap { address in
      ["192.0.2.1", "198.51.100.9", "10.0.0.1", "10.0.0.2", "2001:db8::1"].first { IPAddress($0) == address }
    }
  }

  @Test("is the other end of the connection, whatever it says, unless that is a trusted proxy")
  func strangers() throws {
    #expect(try sender("192.0.2.1", ("x-forwarded-for", "198.51.100.9")) == "192.0.2.1")
    #expect(try sender("192.0.2.1", ("forwarded", "for=198.51.100.9")) == "192.0.2.1")
    #expect(try sender("10.0.0.1") == "10.0.0.1")
  }

  @Test("is the last hop that is no trusted proxy")
  func hops() throws {
    #expect(try sender("10.0.0.1", ("x-forwarded-for", "198.51.100.9, 192.0.2.1, 10.0.0.2")) == "192.0.2.1")
    #expect(
      try sender("10.0.0.1", ("x-forwarded-for", "198.51.100.9"), ("x-forwarded-for", "192.0.2.1:4711")) == "192.0.2.1")
    #expect(
      try sender("10.0.0.1", ("forwarded", "for=198.51.100.9;proto=https, For=\"[2001:db8::1]:4711\"")) == "2001:db8::1"
    )
    #expect(try sender("10.0.0.1", ("forwarded", "proto=https; for=192.0.2.1")) == "192.0.2.1")
    #expect(try sender("10.0.0.1", ("x-forwarded-for", "2001:db8::1")) == "2001:db8::1")
    #expect(try sender("10.0.0.1", ("x-forwarded-for", "10.0.0.2")) == "10.0.0.2")
  }

  @Test("is the nearest that is known where a hop is hidden or made up")
  func hidden() throws {
    #expect(try sender("10.0.0.1", ("x-forwarded-for", "192.0.2.1, nonsense")) == "10.0.0.1")
    #expect(try sender("10.0.0.1", ("forwarded", "for=192.0.2.1, for=unknown, for=10.0.0.2")) == "10.0.0.2")
    #expect(try sender("10.0.0.1", ("forwarded", "for=192.0.2.1, proto=https")) == "10.0.0.1")
  }

  @Test("is the proxy where two headers differ, since a proxy hands on the one that it does not write")
  func disagreement() throws {
    #expect(try sender("10.0.0.1", ("forwarded", "for=198.51.100.9"), ("x-forwarded-for", "192.0.2.1")) == "10.0.0.1")
    #expect(try sender("10.0.0.1", ("forwarded", "for=192.0.2.1"), ("x-forwarded-for", "192.0.2.1")) == "192.0.2.1")
  }
}
