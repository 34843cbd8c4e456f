import API
import Core
import Wire

/// A file with stays, and how to read it.
struct ImportDraft: Sendable {
  var customerKey = ""
  var format = StayFormat.csv
  var timeZone = ""
  var placeKey = ""
  var document = ""
  private var isFromFile = false
  /// Why the chosen file cannot be read. Nil if it can, or if none was chosen.
  private var fileFault: String?

  init() {}

  /// What an operator sent: a file, or else the pasted text.
  init(typed visit: ConsoleVisit) {
    let form = visit.form
    customerKey = (form["customer_key"] ?? "").trimmed
    format = form["format"].flatMap { StayFormat(rawValue: $0) } ?? .csv
    timeZone = (form["time_zone"] ?? "").trimmed
    placeKey = (form["place_key"] ?? "").trimmed
    guard let file = form.file("file") else {
      document = form["document"] ?? ""
      return
    }
    isFromFile = true
    guard let text = fileText(file.bytes) else {
      fileFault = "This is not a text file. Save a table as CSV, or a calendar as iCal."
      return
    }
    document = text
  }

  var faults: ConsoleFaults {
    var faults = ConsoleFaults.none
    if customerKey.isEmpty { faults.add("customer_key", "Give the key of the customer whose stays these are.") }
    if let fileFault {
      faults.add("file", fileFault)
    } else if document.utf8.count > DocumentText.sizeMax {
      faults.add("file", "The text has more than \(DocumentText.sizeMax >> 20) MiB. Split it into several files.")
    } else if document.trimmed.isEmpty {
      faults.add("file", "Choose a file, or paste its text.")
    }
    return faults
  }

  func request(isPreview: Bool) -> Stays.Import {
    var request = Stays.Import()
    request.customerKey = customerKey
    request.format = format
    request.document = DocumentText(document)
    request.timeZone = timeZone.isEmpty ? nil : timeZone
    request.placeKey = placeKey.isEmpty ? nil : placeKey
    request.preview = isPreview
    return request
  }

  /// The draft as hidden fields.
  var values: [(name: String, value: String)] {
    [
      (name: "customer_key", value: customerKey), (name: "format", value: format.rawValue),
      (name: "time_zone", value: timeZone), (name: "place_key", value: placeKey), (name: "document", value: document),
    ]
  }

  /// The text that the form repeats. With that of a large file, the form would be too large for the next one.
  private var shownDocument: String {
    isFromFile && document.utf8.count > ConsoleSections.formMax ? "" : document
  }

  func fields(_ faults: ConsoleFaults) -> [ConsoleField] {
    let formats = [
      ConsoleChoice(StayFormat.csv.rawValue, "Table (CSV)", isChosen: format == .csv),
      ConsoleChoice(StayFormat.iCal.rawValue, "Calendar (iCal)", isChosen: format == .iCal),
    ]
    return [
      ConsoleField("file", "File", .file(accept: ".csv,.ics,text/csv,text/calendar"), faults: faults),
      ConsoleField(
        "document", "Or the text of the file", .textarea(rows: 6), value: shownDocument,
        hint: "The first line of a table names its columns, such as stay_key, guest_name, room, check_in, check_out."),
      ConsoleField("format", "Format", .select(formats)),
      ConsoleField(
        "customer_key", "Customer", value: customerKey,
        hint: "A key of your own for the house. A file with the same key and the same stays changes nothing.",
        isRequired: true, faults: faults, autocomplete: "off"),
      ConsoleField(
        "time_zone", "Time zone of local times", value: timeZone, hint: "Such as Europe/Amsterdam.", faults: faults),
      ConsoleField(
        "place_key", "Space of rows without one (optional)", value: placeKey, hint: "The key of the space.",
        faults: faults),
    ]
  }

  /// The number of the line with each stay, by its key. Empty if the file cannot be read.
  var lines: [String: Int] {
    let file: StayFile?
    switch format {
    case .csv: file = try? StayFile(csv: document)
    case .iCal: file = try? StayFile(calendar: document)
    }
    let known = (file?.rows ?? []).map { (key: $0.key ?? "line \($0.line)", line: $0.line) }
    return Dictionary(known.map { ($0.key, $0.line) }) { first, _ in first }
  }
}
