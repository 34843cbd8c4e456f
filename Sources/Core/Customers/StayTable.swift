extension StayFile {
  /// Reads a table of stays. Its first line names the columns.
  package init(csv text: String) throws(UnreadableFile) {
    self.init()
    var reader = CSVReader(text)
    guard let head = try reader.next() else { throw UnreadableFile("The file is empty") }
    let columns = head.values.map { StayColumn(named: $0) }
    unknownColumns = zip(head.values, columns).filter { $1 == nil && !$0.isEmpty }.map { $0.0 }
    guard columns.contains(.key) else {
      throw UnreadableFile(
        "The first line must name the columns, one of them stay_key. Known are: \(StayColumn.names.joined(separator: ", "))"
      )
    }
    // Which of two values counts would be a guess. Only places can be in several columns.
    for column in StayColumn.allCases where column != .placeKeys && columns.filter({ $0 == column }).count > 1 {
      throw UnreadableFile("Several columns mean \(column.rawValue). Keep one of them")
    }
    while let (line, values) = try reader.next() {
      guard rows.count < Self.rowMax else { throw UnreadableFile("The file has more than \(Self.rowMax) stays") }
      var row = StayRow(line: line)
      if values.count > columns.count {
        row.fault = StayRow.Fault("too_many_values", "The row has more values than there are columns")
      }
      for (column, value) in zip(columns, values) where !value.isEmpty { column?.set(value, in: &row) }
      rows.append(row)
    }
  }
}

/// The meaning of a column.
private enum StayColumn: String, CaseIterable {
  case key = "stay_key"
  case name
  case personKey = "person_key"
  case personName = "person_name"
  case emailAddress = "email_address"
  case phoneNumber = "phone_number"
  case placeKeys = "place_keys"
  case startsAt = "starts_at"
  case endsAt = "ends_at"
  case timeZone = "time_zone"
  case preferredCode = "preferred_code"
  case status

  static var names: [String] { allCases.map(\.rawValue) }

  private static let others: [String: StayColumn] = [
    "key": .key, "uid": .key, "reservation_key": .key, "booking_key": .key, "access_grant_key": .key,
    "reservation": .key, "booking": .key, "guest_key": .personKey, "tenant_key": .personKey,
    "resident_key": .personKey, "user_key": .personKey, "user_identity_key": .personKey, "guest_name": .personName,
    "guest": .personName, "full_name": .personName, "email": .emailAddress, "phone": .phoneNumber,
    "place_key": .placeKeys, "space_key": .placeKeys, "space_keys": .placeKeys, "room_key": .placeKeys,
    "room_keys": .placeKeys, "unit_key": .placeKeys, "unit_keys": .placeKeys, "room": .placeKeys, "unit": .placeKeys,
    "start": .startsAt, "check_in": .startsAt, "checkin": .startsAt, "arrival": .startsAt, "end": .endsAt,
    "check_out": .endsAt, "checkout": .endsAt, "departure": .endsAt, "code": .preferredCode, "pin": .preferredCode,
  ]

  /// - Parameter title: the column's name, in any case, with spaces or dashes.
  init?(named title: String) {
    let name = plain(title)
    guard let column = StayColumn(rawValue: name) ?? Self.others[name] else { return nil }
    self = column
  }

  func set(_ value: String, in row: inout StayRow) {
    switch self {
    case .key: row.key = value
    case .name: row.name = value
    case .personKey: row.personKey = value
    case .personName: row.personName = value
    case .emailAddress: row.emailAddress = value
    case .phoneNumber: row.phoneNumber = value
    case .placeKeys: row.placeKeys += value.split(separator: "|").map(\.trimmed).filter { !$0.isEmpty }
    case .startsAt: row.startsAt = moment(value, in: &row)
    case .endsAt: row.endsAt = moment(value, in: &row)
    case .timeZone: row.timeZone = value
    case .preferredCode: row.preferredCode = value
    case .status: row.setStatus(value)
    }
  }

  private func moment(_ value: String, in row: inout StayRow) -> StayMoment? {
    let moment = StayMoment(value)
    if moment == nil {
      row.fault = StayRow.Fault(
        "invalid_time", "\(rawValue) must be a date such as 2026-11-27, with a time such as 15:00 if it is known")
    }
    return moment
  }
}

extension StayRow {
  /// Reads the state of a stay. Only confirmed stays get access, and no state is guessed.
  mutating func setStatus(_ status: String) {
    switch plain(status) {
    case "accepted", "active", "booked", "checked_in", "completed", "confirmed", "in_house", "reserved": break
    case "checked_out": hasLeft = true
    case "canceled", "cancelled", "declined", "no_show", "rejected": isCanceled = true
    case "tentative", "inquiry", "pending", "request":
      fault = Fault("not_confirmed", "The stay is not confirmed, so it gets no access")
    default:
      fault = Fault("unknown_status", "The status \(status) is unknown. Use confirmed, canceled or tentative")
    }
  }
}

/// A name in lower case, without spaces and dashes.
private func plain(_ name: String) -> String {
  String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
}
