import Core

/// The languages of the pages for guests and customers.
enum GuestLanguage: String, CaseIterable {
  case english = "en"
  case dutch = "nl"
  case german = "de"
  case french = "fr"
  case spanish = "es"
  case portuguese = "pt"
  case italian = "it"
  case greek = "el"
  case polish = "pl"
  case russian = "ru"

  /// The best language for a browser, by its `Accept-Language` header.
  init(accepted header: String?) {
    let wishes = (header ?? "").split(separator: ",").prefix(50).enumerated().compactMap { position, item in
      Wish(item, at: position)
    }
    let best = wishes.sorted { ($1.weight, $0.position) < ($0.weight, $1.position) }
    self = best.first?.language ?? .english
  }

  /// The name of the language in itself.
  var name: String {
    switch self {
    case .english: "English"
    case .dutch: "Nederlands"
    case .german: "Deutsch"
    case .french: "Français"
    case .spanish: "Español"
    case .portuguese: "Português"
    case .italian: "Italiano"
    case .greek: "Ελληνικά"
    case .polish: "Polski"
    case .russian: "Русский"
    }
  }

  var words: GuestWords {
    switch self {
    case .english: .english
    case .dutch: .dutch
    case .german: .german
    case .french: .french
    case .spanish: .spanish
    case .portuguese: .portuguese
    case .italian: .italian
    case .greek: .greek
    case .polish: .polish
    case .russian: .russian
    }
  }
}

/// One language of an `Accept-Language` header, such as `de-AT;q=0.8`.
private struct Wish {
  let language: GuestLanguage
  let weight: Double
  let position: Int

  /// Nil for a language that the page lacks, and for one that is not wanted.
  init?(_ item: Substring, at position: Int) {
    let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
    let code = parts.first?.split(separator: "-").first?.lowercased() ?? ""
    guard let language = GuestLanguage(rawValue: code) else { return nil }
    let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
    weight = quality.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
    guard weight > 0 else { return nil }
    self.language = language
    self.position = position
  }
}

extension GuestWords {
  /// A local date, such as "Fri 27 Nov", with the year if it is not the current one.
  func date(_ moment: LocalMoment, today: LocalMoment) -> String {
    let text = fill(dateForm, weekdays[moment.weekday], String(moment.day), months[moment.month - 1])
    return moment.year == today.year ? text : "\(text) \(moment.year)"
  }

  /// The time until a moment, such as "in 48 minutes".
  func time(until rest: Duration) -> String {
    let minutes = max(1, Int((rest / .seconds(60)).rounded(.up)))
    if minutes < 60 { return minutes == 1 ? inOneMinute : fill(inMinutes, String(minutes)) }
    let hours = minutes / 60
    if hours < 48 { return hours == 1 ? inOneHour : fill(inHours, String(hours)) }
    return fill(inDays, String(hours / 24))
  }
}

/// Puts the values in the places of a text that are marked by `{}`.
func fill(_ text: String, _ values: String...) -> String {
  var filled = ""
  var rest = values[...]
  for (index, part) in text.split(separator: "{}", omittingEmptySubsequences: false).enumerated() {
    if index > 0 { filled += rest.popFirst() ?? "" }
    filled += part
  }
  return filled
}
