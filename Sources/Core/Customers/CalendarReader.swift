extension StayFile {
  /// Reads a calendar (RFC 5545). Each event is a stay.
  package init(calendar text: String) throws(UnreadableFile) {
    self.init()
    var event: StayRow?
    // Other components inside an event, such as alarms.
    var inner: [String] = []
    var isCalendar = false
    for line in CalendarLine.all(of: text) {
      switch (line.name, line.value.uppercased()) {
      case ("BEGIN", "VCALENDAR"): isCalendar = true
      case ("BEGIN", "VEVENT") where event == nil: event = StayRow(line: line.number)
      case ("BEGIN", let component) where event != nil: inner.append(component)
      case ("END", "VEVENT") where inner.isEmpty:
        guard rows.count < Self.rowMax else { throw UnreadableFile("The file has more than \(Self.rowMax) stays") }
        if let event { rows.append(event) }
        event = nil
      case ("END", _) where !inner.isEmpty: inner.removeLast()
      case ("X-WR-TIMEZONE", _) where event == nil: timeZone = line.value
      default: if inner.isEmpty { event?.take(line) }
      }
    }
    guard isCalendar else { throw UnreadableFile("The file is not a calendar: it has no BEGIN:VCALENDAR") }
    if let event { throw UnreadableFile("The event in line \(event.line) has no end") }
  }
}

extension StayRow {
  fileprivate mutating func take(_ line: CalendarLine) {
    switch line.name {
    case "UID": key = text(line)
    case "SUMMARY": name = text(line)
    case "LOCATION": placeKeys = text(line).map { [$0] } ?? []
    case "STATUS": setStatus(line.value)
    case "DTSTART": startsAt = moment(line)
    case "DTEND": endsAt = moment(line)
    case "DURATION": fault = Fault("duration", "The event has a duration. Give its end as DTEND")
    case "RRULE", "RDATE", "RECURRENCE-ID": fault = Fault("recurring", "The event recurs. Give each stay as an event")
    case "ATTENDEE":
      guard line.value.utf8.count < Self.textMax else { break }
      if personName == nil { personName = line.parameters["CN"].map { String($0.prefix(200)) } }
      if emailAddress == nil, line.value.lowercased().hasPrefix("mailto:") {
        emailAddress = String(line.value.dropFirst("mailto:".count))
      }
    default: break
    }
  }

  /// The text of a line, or nil if it is empty or too long.
  private mutating func text(_ line: CalendarLine) -> String? {
    let text = line.text
    guard text.utf8.count <= Self.textMax else {
      fault = Fault("too_long", "\(line.name) has more than \(Self.textMax) bytes")
      return nil
    }
    return text.isEmpty ? nil : text
  }

  /// The maximum size of a text, in bytes.
  private static let textMax = 1000

  private mutating func moment(_ line: CalendarLine) -> StayMoment? {
    let moment = StayMoment(ofCalendar: line.value)
    if moment == nil { fault = Fault("invalid_time", "\(line.name) is not a date or a time of a calendar") }
    if let zone = line.parameters["TZID"] {
      if let timeZone, timeZone != zone {
        fault = Fault("several_time_zones", "The event starts and ends in different time zones. Give both in one")
      }
      timeZone = zone
    }
    return moment
  }
}

/// A line of a calendar: `DTSTART;TZID=Europe/Amsterdam:20261127T150000`.
private struct CalendarLine {
  /// The maximum number of bytes of a line.
  private static let lengthMax = 8000

  let number: Int
  let name: String
  let parameters: [String: String]
  let value: String

  /// The lines of a calendar. A line that begins with a space continues the one before.
  static func all(of text: String) -> [CalendarLine] {
    var lines: [CalendarLine] = []
    var (current, begun): ([UInt8], Int) = ([], 1)
    var number = 0
    func end() {
      if let line = CalendarLine(String(decoding: current, as: UTF8.self), number: begun) { lines.append(line) }
    }
    for part in unmarkedBytes(of: text).split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      var bytes = Array(part)
      if bytes.last == 0x0D { bytes.removeLast() }
      if number > 1, let first = bytes.first, first == 0x20 || first == 0x09 {
        if current.count + bytes.count <= lengthMax { current += bytes.dropFirst() }
        continue
      }
      end()
      (current, begun) = (bytes.count > lengthMax ? [] : bytes, number)
    }
    end()
    return lines
  }

  private init?(_ line: String, number: Int) {
    var (parts, part, isQuoted): ([String], String, Bool) = ([], "", false)
    var rest = line[...]
    var hasValue = false
    while let letter = rest.popFirst() {
      if letter == "\"" {
        isQuoted.toggle()
      } else if letter == ";", !isQuoted {
        parts.append(part)
        part = ""
      } else if letter == ":", !isQuoted {
        hasValue = true
        break
      } else {
        part.append(letter)
      }
    }
    guard hasValue else { return nil }
    parts.append(part)
    self.number = number
    name = parts[0].uppercased().trimmed
    value = String(rest)
    var parameters: [String: String] = [:]
    for parameter in parts.dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { parameters[pair[0].uppercased()] = pair[1] }
    }
    self.parameters = parameters
  }

  /// The value of a text, without its escapes.
  var text: String {
    var (text, isEscaped) = ("", false)
    for letter in value {
      if isEscaped {
        text.append(letter == "n" || letter == "N" ? " " : letter)
        isEscaped = false
      } else if letter == "\\" {
        isEscaped = true
      } else {
        text.append(letter)
      }
    }
    return text.trimmed
  }
}
