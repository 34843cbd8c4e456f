import Core
import Testing

@Suite("A phone number") struct PhoneNumberTests {
  @Test("is written with digits, spaces, dashes and parentheses, and a plus in front")
  func writing() {
    for text in ["+31 20 555 0100", "(020) 555-0100", "11811", "+31 (0)20 555 0100"] { #expect(isPhoneNumber(text)) }
    for text in ["", "1234", "call us", "020+5550100", "020 555 0100 ext. 5", "٠٢٠٥٥٥٠١٠٠", "123456789012345678901"] {
      #expect(!isPhoneNumber(text), "\(text)")
    }
  }

  @Test("is dialed without its marks, and without a zero that is for calls within the country")
  func dialing() {
    #expect(dialedNumber("+31 20 555-0100") == "+31205550100")
    #expect(dialedNumber("+31 (0)20 555 0100") == "+31205550100")
    #expect(dialedNumber("(020) 555-0100") == "0205550100")
  }
}
