import Core
import TestKit
import Testing

@Suite("A color") struct ColorTests {
  @Test("is read from three or six hexadecimal digits, and written with six") func texts() {
    #expect(Color("#0af")?.description == "#00aaff")
    #expect(Color("#00AAFF") == Color("#0af"))
    for wrong in ["", "#", "0af", "#0af0", "#0af00", "#00aaff0", "#xyz", "#0a;", "red", "#00aaf;"] {
      #expect(Color(wrong) == nil, "\(wrong)")
    }
  }

  @Test("has the contrast of WCAG to another") func contrast() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 0.001)
    #expect(Color.white.contrast(with: .white) == 1)
    let gray = Color(red: 0x76, green: 0x76, blue: 0x76)
    #expect(abs(gray.contrast(with: .white) - 4.54) < 0.01)
  }

  @Test("always has readable text on it, and is readable itself once it was mixed") func readable() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededRandom(seed: seed)
    func color() -> Color { Color(red: random.below(256), green: random.below(256), blue: random.below(256)) }
    for _ in 0..<2000 {
      let (one, wish) = (color(), color())
      let told = "\(one) \(wish), seed \(seed)"
      #expect(one.ink(requested: wish).contrast(with: one) >= Color.readableContrast, "\(told)")
      #expect(one.ink(requested: nil).contrast(with: one) >= Color.readableContrast, "\(told)")
      let (light, dark) = (Color(red: 0xec, green: 0xef, blue: 0xf2), Color(red: 0x25, green: 0x2a, blue: 0x30))
      #expect(one.readable(on: light, towards: .black).contrast(with: light) >= Color.readableContrast, "\(told)")
      #expect(one.readable(on: dark, towards: .white).contrast(with: dark) >= Color.readableContrast, "\(told)")
    }
  }

  @Test("stays as it is where it is readable") func kept() {
    let (blue, yellow) = (Color(red: 0, green: 0, blue: 0x80), Color(red: 255, green: 238, blue: 0))
    #expect(blue.readable(on: .white, towards: .black) == blue)
    #expect(blue.ink(requested: yellow) == yellow)
    #expect(blue.ink(requested: blue) == .white)
    #expect(yellow.ink(requested: nil) == .black)
  }
}
