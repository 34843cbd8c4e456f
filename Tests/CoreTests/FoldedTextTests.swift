import Core
import Testing

@Suite("Folded texts") struct FoldedTexts {
  @Test(
    "are the same",
    arguments: [
      ("Özil", "ozil"), ("ÖZIL", "özil"), ("O\u{308}zil", "Özil"), ("Åsa", "asa"), ("Łukasz", "LUKASZ"),
      ("Иван", "иван"),
      ("Йод", "йод"), ("Ёлка", "елка"), ("Straße", "STRASSE"), ("STRAẞE", "strasse"), ("İstanbul", "istanbul"),
      ("ISTANBUL", "ıstanbul"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ǅ", "ǆ"), ("ﬁn", "FIN"), ("Søren", "soren"),
      ("Æsir", "aesir"),
      ("Nguyễn", "nguyen"), ("Kelvin \u{212A}", "kelvin k"), ("か\u{3099}", "が"), ("Jane\u{A0}  Doe", "jane doe"),
      ("co\u{AD}op", "Coop"), ("Đorđe", "dorde"), ("أحمد", "احمد"), ("한글", "\u{1112}\u{1161}\u{11AB}글"),
    ])
  func areTheSame(one: String, other: String) { #expect(foldedText(one) == foldedText(other)) }

  @Test("differ", arguments: [("か", "が"), ("Иван", "Ivan"), ("a", "b"), ("กา", "กิ")])
  func differ(one: String, other: String) { #expect(foldedText(one) != foldedText(other)) }

  @Test("do not reach into each other") func doNotReachIntoEachOther() {
    #expect(foldedText("Jane", nil, "Doe") == "jane\ndoe")
    #expect(foldedText("Jane\nDoe") == "jane doe")
  }
}
