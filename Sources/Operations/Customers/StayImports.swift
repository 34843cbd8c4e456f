import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleStayImports(_ handlers: inout Handlers) {
    handlers.on(Stays.Import.self) { request, caller, answer in
      let file = try request.file()
      let (records, lines) = try await read(caller) { connection, _ in
        try connection.records(of: file, request, in: caller.workspaceID)
      }
      let pushed = try await push(records, of: request.customerKey, caller, isPreview: request.preview)
      let outcomes = pushed.map(lines.placed) + file.unknownColumns.map(CustomerRunRecord.unknownColumn)
      if request.preview {
        var run = CustomerRun(
          customerRunID: identifiers.next(), workspaceID: caller.workspaceID,
          createdAt: clocks.now(in: caller.workspaceID), source: .staysImport, customerKey: request.customerKey)
        run.isPreview = true
        run.count(outcomes)
        run.records = outcomes
        return run
      }
      return try await write(caller, keeping: answer) { change in
        var run = try change.finish(.staysImport, of: request.customerKey, outcomes)
        run.records = outcomes
        return run
      }
    }
  }
}

extension Stays.Import {
  /// The stays of the file.
  fileprivate func file() throws -> StayFile {
    if let timeZone, SiteZone(timeZone) == nil {
      throw APIError.invalidInput("time_zone", "Unknown time zone. Use an IANA name such as Europe/Amsterdam")
    }
    do throws(UnreadableFile) {
      switch format {
      case .csv: return try StayFile(csv: document.text)
      case .iCal: return try StayFile(calendar: document.text)
      }
    } catch {
      throw APIError.invalidInput("document", error.message)
    }
  }

  /// How the missing details of rows are completed.
  fileprivate var defaults: StayDefaults {
    var defaults = StayDefaults()
    defaults.placeKey = placeKey
    defaults.timeZone = timeZone
    defaults.checkinTime = defaultCheckinTime
    defaults.checkoutTime = defaultCheckoutTime
    return defaults
  }
}

extension Connection {
  /// The people and stays of a file, and the rows that cannot be taken.
  fileprivate func records(
    of file: StayFile, _ request: Stays.Import, in workspace: ID<Workspace>
  ) throws -> (records: CustomerRecords, lines: FileLines) {
    let defaults = request.defaults
    var (records, lines) = (CustomerRecords(), FileLines())
    var spaces: [String: SpaceRecord?] = [:]
    for row in file.rows {
      let key = row.places(defaults)?.first
      if let key, spaces[key] == nil {
        spaces.updateValue(try place(key, of: request.customerKey, in: workspace), forKey: key)
      }
      let space = key.flatMap { spaces[$0] ?? nil }
      do throws(StayRow.Fault) {
        if let key, space == nil, row.fault == nil, !row.isCanceled, !row.hasLeft {
          let refusal = RecordRefused.unknownPlace(key)
          throw StayRow.Fault(refusal.code, refusal.message)
        }
        let (stay, person) = try row.stay(defaults, zoneOfFile: file.timeZone, at: space?.customerData)
        records.stays.append(stay)
        lines.note(stay.family, stay.key, row.line)
        if let person {
          records.people.append(person)
          lines.note(person.family, person.key, row.line)
        }
      } catch {
        records.refused.append(
          .refused(
            row.key ?? "line \(row.line)", in: StayRow.family, code: error.code, "Line \(row.line): \(error.message)"))
      }
    }
    return (records.withoutDuplicates(), lines)
  }
}

/// The lines of a file that have the records.
private struct FileLines: Sendable {
  private var lines: [String: [Int]] = [:]

  mutating func note(_ family: String, _ key: String, _ line: Int) {
    lines[Self.name(family, key), default: []].append(line)
  }

  /// A record whose message names its line. Of two lines with the same key, the last is the duplicate.
  func placed(_ record: CustomerRunRecord) -> CustomerRunRecord {
    let known = lines[Self.name(record.family, record.recordKey)]
    let line = record.reasonCode == "duplicate_key" ? known?.last : known?.first
    guard let message = record.message, let line, !message.hasPrefix("Line ") else { return record }
    var record = record
    record.message = "Line \(line): \(message)"
    return record
  }

  private static func name(_ family: String, _ key: String) -> String { "\(family) \(key)" }
}

extension CustomerRunRecord {
  /// A column whose values were not read.
  fileprivate static func unknownColumn(_ name: String) -> CustomerRunRecord {
    var record = CustomerRunRecord(family: "columns", recordKey: name, outcome: .unchanged)
    record.reasonCode = "unknown_column"
    record.message = "The column has no meaning here, so its values were not read"
    return record
  }
}
