import Core
import Wire

private let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
private let (firstTime, lastTime) = ("00:00:00", "23:59:59")

/// A schedule for all day, every day of a period. Salto enforces it in the time zone of the IQ.
func scheduleBody(_ period: LocalPeriod) -> JSON {
  var body = Dictionary(uniqueKeysWithValues: weekdays.map { ($0, JSON.bool(true)) })
  body["start_time"] = .string(firstTime)
  body["end_time"] = .string(lastTime)
  body["start_date"] = period.starts.map { .string(localText($0)) } ?? .null
  body["end_date"] = period.ends.map { .string(localText($0)) } ?? .null
  return .object(body)
}

/// A schedule of a group. Nil if it has no ID.
func observedSchedule(_ json: JSON) -> ObservedTimeSchedule? {
  json["id"]?.text.map { ObservedTimeSchedule(id: ExternalID($0), period: period(json)) }
}

/// Nil if the schedule is limited to certain days or times, or has a date that cannot be read.
private func period(_ json: JSON) -> LocalPeriod? {
  guard weekdays.allSatisfy({ json.flag($0) == true }),
    json["start_time"]?.text.map({ firstTime.hasPrefix($0) }) == true,
    json["end_time"]?.text.map({ lastTime.hasPrefix($0) }) == true
  else { return nil }
  return dates(json)
}

/// The dates between which a group's schedules permit access, whatever their days and times.
func groupSpan(_ schedules: [JSON]) -> LocalPeriod { .span(of: schedules.map { dates($0) ?? .always }) }

/// The dates of a schedule. Nil if one cannot be read.
private func dates(_ json: JSON) -> LocalPeriod? {
  var dates: [Instant?] = []
  for name in ["start_date", "end_date"] {
    guard let text = json[name]?.text else {
      dates.append(nil)
      continue
    }
    guard let date = localTime(text) else { return nil }
    dates.append(date)
  }
  return LocalPeriod(starts: dates[0], ends: dates[1])
}

/// `yyyy-MM-ddTHH:mm:ss`, without a zone.
private func localText(_ moment: Instant) -> String { String(moment.description.prefix(19)) }

/// Salto also accepts a space instead of the `T`.
private func localTime(_ text: String) -> Instant? {
  let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
  guard parts.count == 2 else { return nil }
  return Instant("\(parts[0])T\(parts[1].prefix(8))Z")
}
