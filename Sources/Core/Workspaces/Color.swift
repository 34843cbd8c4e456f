import Glibc

/// An opaque color of a page.
package struct Color: Hashable, Sendable, CustomStringConvertible {
  package static let black = Color(red: 0, green: 0, blue: 0)
  package static let white = Color(red: 255, green: 255, blue: 255)
  /// The least contrast of readable text to its ground, by WCAG 2.2, level AA.
  package static let readableContrast = 4.5
  /// The number of mixtures between two colors.
  private static let stepCount = 20

  private let red: Int
  private let green: Int
  private let blue: Int

  /// - Parameters: each part from 0 to 255.
  package init(red: Int, green: Int, blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#` and three or six hexadecimal digits. Nil for anything else.
  package init?(_ text: String) {
    let digits = text.dropFirst().compactMap(\.hexDigitValue)
    guard text.first == "#", digits.count == text.count - 1 else { return nil }
    switch digits.count {
    case 3: self.init(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17)
    case 6:
      self.init(
        red: digits[0] * 16 + digits[1], green: digits[2] * 16 + digits[3], blue: digits[4] * 16 + digits[5])
    default: return nil
    }
  }

  /// `#` and six hexadecimal digits.
  package var description: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The contrast of text in one of the colors on the other: from 1 to 21.
  package func contrast(with other: Color) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// The color of readable text on this one: a requested one if it is readable, else black or white.
  package func ink(requested: Color?) -> Color {
    if let requested, requested.contrast(with: self) >= Self.readableContrast { return requested }
    return Self.black.contrast(with: self) > Self.white.contrast(with: self) ? .black : .white
  }

  /// The color of readable text on a ground: this one, or else its nearest mixture with another color.
  ///
  /// - Parameter end: a color that is readable on the ground.
  package func readable(on ground: Color, towards end: Color) -> Color {
    let mixtures = (0...Self.stepCount).lazy.map { mixed(with: end, step: $0) }
    return mixtures.first { $0.contrast(with: ground) >= Self.readableContrast } ?? end
  }

  private func mixed(with end: Color, step: Int) -> Color {
    func part(_ from: Int, _ to: Int) -> Int { from + (to - from) * step / Self.stepCount }
    return Color(red: part(red, end.red), green: part(green, end.green), blue: part(blue, end.blue))
  }

  private var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  private static func linear(_ part: Int) -> Double {
    let share = Double(part) / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
}
