import API
import Wire

/// The entries of a day at a door, as bars of a drawing that stretches.
struct EntryPlot {
  private let entries: EntriesByHour
  private let door: String
  private let times: ConsoleTimes

  init(_ entries: EntriesByHour, at door: String, _ times: ConsoleTimes) {
    self.entries = entries
    self.door = door
    self.times = times
  }

  /// The context of the partial `doors/plot`.
  ///
  /// - Parameter link: the address of the page with another day.
  func context(link: (String) -> String) -> ConsoleContext {
    let numbers = entries.hours.filter { $0.openedCount > 0 || $0.refusedCount > 0 }
    return [
      "title": title, "top": ConsoleParts.grouped(top), "middle": ConsoleParts.grouped(top / 2), "label": label,
      "bars": bars, "ticks": ticks, "caption": caption, "hasNumbers": !numbers.isEmpty, "numbers": numbers.map(row),
      "earlier": link(earlier), "later": shown(isToday ? nil : link(later)),
    ]
  }

  private var isToday: Bool { entries.date == times.date(times.now) }

  private var title: String { isToday ? "Entries today" : "Entries on \(entries.date)" }

  // A day has 23 to 25 hours, so half a day from its ends is in the next ones.
  private var earlier: String { times.date((entries.hours.first?.startsAt ?? times.now) - .seconds(12 * 3600)) }
  private var later: String { times.date((entries.hours.last?.endsAt ?? times.now) + .seconds(12 * 3600)) }

  private var opened: Int { entries.hours.map(\.openedCount).reduce(0, +) }
  private var refused: Int { entries.hours.map(\.refusedCount).reduce(0, +) }
  private var most: Int { entries.hours.map(\.openedCount).max() ?? 0 }

  /// The number at the top of the drawing: even, and at least as high as the highest bar.
  private var top: Int {
    var unit = 1
    while true {
      if let factor = [2, 4, 6, 8, 10].first(where: { $0 * unit >= most }) { return factor * unit }
      unit *= 10
    }
  }

  private var label: String {
    guard let peak = entries.hours.first(where: { $0.openedCount == most }), most > 0 else {
      return "Entries at \(door) by hour: none."
    }
    return "Entries at \(door) by hour: most from \(peak.localTime), with \(most)."
  }

  private var caption: String {
    let entered = opened == 1 ? "One entry" : "\(ConsoleParts.grouped(opened)) entries"
    let turnedAway = refused == 1 ? "one refusal" : "\(ConsoleParts.grouped(refused)) refusals"
    return "\(entered) \(isToday ? "today until \(times.timeWords(times.now))" : "on this day"), and \(turnedAway)."
  }

  private var ticks: [String] {
    let count = entries.hours.count
    return [0, count / 4, count / 2, count * 3 / 4].compactMap { index in
      entries.hours.indices.contains(index) ? entries.hours[index].localTime : nil
    } + ["24:00"]
  }

  /// In hundredths, of which a hundred times a hundred are the width and the height of the drawing.
  private var bars: [ConsoleContext] {
    let width = 10_000 / max(entries.hours.count, 1)
    return entries.hours.enumerated().filter { $0.element.openedCount > 0 }.map { index, hour -> ConsoleContext in
      let height = hour.openedCount * 10_000 / top
      return [
        "x": decimal(index * width + width / 7), "y": decimal(10_000 - height), "width": decimal(width * 5 / 7),
        "height": decimal(height),
      ]
    }
  }

  private func decimal(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func row(_ hour: EntriesByHour.Hour) -> ConsoleContext {
    [
      "hour": hour.isRepeated ? "\(hour.localTime), second time" : hour.localTime,
      "opened": hour.openedCount, "refused": hour.refusedCount,
    ]
  }
}
