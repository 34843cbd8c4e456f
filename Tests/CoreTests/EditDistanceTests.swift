import Core
import Testing

@Suite("The distance of two names")
struct EditDistanceTests {
  @Test(
    "counts letters that are missing, wrong, too many or swapped",
    arguments: [
      ("okafor", "okafor", 0), ("okafr", "okafor", 1), ("okafour", "okafor", 1), ("okaver", "okafor", 2),
      ("koafor", "okafor", 1), ("", "ab", 2), ("ab", "", 2),
    ])
  func letters(one: String, other: String, distance: Int) {
    #expect(editDistance(one, other, upTo: 2) == distance)
  }

  @Test("is none beyond the limit")
  func limit() {
    #expect(editDistance("smith", "okafor", upTo: 2) == nil)
    #expect(editDistance("okafor", "okaf", upTo: 1) == nil)
    #expect(editDistance("", "", upTo: 0) == 0)
  }
}
