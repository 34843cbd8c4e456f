import API
import Wire

/// The forecast of a site's seats as bars, and as a table of the same numbers. The bars stretch, so all words are apart.
struct SeatPlot {
  private let forecast: SeatForecastAnswer
  private let site: String
  private let times: ConsoleTimes
  /// The names of those without a seat, as far as they are known.
  private let names: [ID<AcsUser>: String]
  /// The number at the top of the plot, which is even.
  private let top: Int

  init(
    _ forecast: SeatForecastAnswer, ofSite site: String, names: [ID<AcsUser>: String], _ times: ConsoleTimes
  ) {
    self.forecast = forecast
    self.names = names
    self.site = site
    self.times = times
    let most = max(forecast.limit, forecast.days.map(\.demand).max() ?? 0)
    let step =
      switch most {
      case ...10: 2
      case ...50: 4
      case ...200: 20
      default: 100
      }
    top = (most / step + 1) * step
  }

  var context: ConsoleContext {
    [
      "siteName": site, "limit": forecast.limit, "used": forecast.used, "top": top, "middle": top / 2,
      "sentence": sentence, "bars": bars, "limitHeight": decimal(height(above: forecast.limit)),
      "dates": dates, "days": forecast.days.map(row), "dayCount": forecast.days.count,
      "hasShortage": forecast.firstDayShort != nil, "seatNote": seatNote,
    ]
  }

  /// How many seats are free now, and how many of all are kept for staff.
  private var seatNote: String {
    let free = max(0, forecast.limit - forecast.used)
    let kept = forecast.reservedForStaff
    return "\(free) free\(kept > 0 ? ", \(kept) kept for staff" : "")"
  }

  /// What the bars show, for those who do not see them.
  private var sentence: String {
    let demands = forecast.days.map(\.demand)
    let (least, most) = (demands.min() ?? 0, demands.max() ?? 0)
    let range = least == most ? "\(least)" : "between \(least) and \(most)"
    let short = forecast.days.filter(\.isShort)
    let shortage = short.first.map { first in
      "On \(counted(short.count, "day", "days")) somebody has no seat, first on \(times.dayWords(first.startsAt))."
    }
    return "Seats needed at \(site) on each of the next \(forecast.days.count) days: \(range). "
      + "The limit is \(forecast.limit). " + (shortage ?? "Everybody has a seat.")
  }

  private var bars: [ConsoleContext] {
    let slot = 100 / Double(max(forecast.days.count, 1))
    return forecast.days.enumerated().map { index, day in
      let seated = min(day.demand, forecast.limit)
      let (end, overEnd) = (height(above: seated), height(above: day.demand))
      return [
        "x": decimal(slot * (Double(index) + 0.14)), "width": decimal(slot * 0.72), "y": decimal(end),
        "height": decimal(100 - end), "overY": decimal(overEnd),
        "over": shown(day.demand > forecast.limit ? decimal(end - overEnd) : nil),
      ]
    }
  }

  /// Five days of the axis.
  private var dates: [String] {
    let last = forecast.days.count - 1
    if last < 4 { return forecast.days.map(date) }
    return (0...4).map { date(forecast.days[$0 * last / 4]) }
  }

  private func row(_ day: SeatForecastAnswer.Day) -> ConsoleContext {
    [
      "day": times.day(day.startsAt), "demand": day.demand,
      "without": day.without.isEmpty ? "–" : StayWords.list(day.without.map { names[$0.acsUserID] ?? "somebody" }),
    ]
  }

  /// Such as `27 Nov`.
  private func date(_ day: SeatForecastAnswer.Day) -> String {
    times.text(day.startsAt).split(separator: ",").first.map { String($0) } ?? day.date
  }

  /// The part of the plot above a number, in percent.
  private func height(above count: Int) -> Double { 100 - Double(count) / Double(top) * 100 }
}

/// A number that is not negative, with two decimals.
private func decimal(_ number: Double) -> String {
  let (whole, rest) = Int((number * 100).rounded()).quotientAndRemainder(dividingBy: 100)
  return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
