import Wire

/// A number with its noun.
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(ConsoleParts.grouped(count)) \(count == 1 ? one : many)"
}

extension ConsoleTimes {
  /// Such as `Fri 27 Nov`, for sentences.
  func dayWords(_ moment: Instant) -> String { day(moment)["text"] as? String ?? date(moment) }

  /// Such as `15:00`, for sentences.
  func timeWords(_ moment: Instant) -> String { String(field(moment).suffix(5)) }
}
