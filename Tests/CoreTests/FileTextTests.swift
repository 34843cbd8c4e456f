import Core
import Testing

@Suite("The text of a file")
struct FileTextTests {
  private let name = "Šárka O’Brien, €5"

  private func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    let units = [0xFEFF] + Array(text.utf16)
    return units.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isLittle ? [low, high] : [high, low]
    }
  }

  @Test("is read in UTF-8, in UTF-16 and as spreadsheets on Windows save it")
  func encodings() {
    #expect(fileText(Array(name.utf8)) == name)
    #expect(fileText(utf16(name, isLittle: true)) == name)
    #expect(fileText(utf16(name, isLittle: false)) == name)
    let saved: [UInt8] = [0x8A, 0xE1] + Array("rka O".utf8) + [0x92] + Array("Brien, ".utf8) + [0x80] + Array("5".utf8)
    #expect(fileText(saved) == name)
    #expect(fileText([]) == "")
  }

  @Test("is missing in a file of a spreadsheet program itself, and in a broken one")
  func noText() {
    #expect(fileText(Array("PK\u{3}\u{4}\u{14}\u{0}\u{6}".utf8)) == nil)
    #expect(fileText(utf16(name, isLittle: true) + [0x41]) == nil)
    #expect(fileText([0xFF, 0xFE, 0x00, 0xD8]) == nil)
    #expect(fileText([0xFF, 0xFE, 0x41, 0x00, 0x00, 0x00]) == nil)
  }
}
