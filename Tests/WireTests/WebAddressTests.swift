import Testing

@testable import Wire

@Suite("Addresses that visitors are sent on to")
struct WebAddressTests {
  @Test(
    "name the host that a browser goes to",
    arguments: [
      ("https://app.example.com", "https://app.example.com"),
      ("HTTPS://App.Example.com/Done", "https://app.example.com"),
      ("http://localhost:3000/x", "http://localhost:3000"), ("http://[2001:db8::1]:80/", "http://[2001:db8::1]:80"),
      ("https://app.example?x=https://other.example", "https://app.example"),
    ])
  func origins(_ text: String, _ origin: String) {
    #expect(WebAddress(text)?.origin == origin)
  }

  @Test(
    "are refused where a person could read another host",
    arguments: [
      "javascript:alert(1)", "//evil.example", "https:evil.example", "https://", "https:///path",
      "https://app.example@evil.example/",
      "https://evil.example\\@app.example", "https://app.example\\.evil.example", "https://app example",
      "https://app.example:x",
      "https://app.example:99999/", "https://app.example:0/", "https://app.example:-1/",
      "https://app.example:99999999999999999999/", "https://ｅvil.example", "https://[::1",
      "https://app.example/\"onload=",
    ])
  func disguises(_ text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test("keep their query and fragment when something is added")
  func additions() {
    let more = [("a", "b c")]
    #expect(WebAddress("https://app.example")?.adding(more).text == "https://app.example/?a=b%20c")
    #expect(WebAddress("https://app.example/x?y=1#z?")?.adding(more).text == "https://app.example/x?y=1&a=b%20c#z?")
    #expect(WebAddress("https://app.example/x#z?")?.adding(more).text == "https://app.example/x?a=b%20c#z?")
  }
}
