import HTTPTypes

/// Values of a template: strings, numbers, bools, nested dictionaries and arrays.
typealias ConsoleContext = [String: any Sendable]

/// A page within the console's layout.
struct ConsolePage: Sendable {
  /// The title of the browser's window, without "– Latchkey".
  var title: String
  /// The name of a template.
  var template: String
  /// What the template shows.
  var context: ConsoleContext
  /// What is shown on top of the page.
  var notices: [ConsoleNotice] = []
  var status: HTTPResponse.Status = .ok
  /// The address of the page's stream of rows.
  var liveAddress: String?
  /// How often the page is loaded again, while something is pending. Nil if it stays as it is.
  var refreshSeconds: Int?

  init(
    title: String, template: String, context: ConsoleContext, notices: [ConsoleNotice] = [],
    status: HTTPResponse.Status = .ok, liveAddress: String? = nil, refreshSeconds: Int? = nil
  ) {
    self.title = title
    self.template = template
    self.context = context
    self.notices = notices
    self.status = status
    self.liveAddress = liveAddress
    self.refreshSeconds = refreshSeconds
  }
}

extension ConsolePage {
  /// A sheet as a page of its own, after a refusal.
  ///
  /// - Parameters:
  ///   - faults: what was refused. The fields of the sheet show their own.
  ///   - back: the address of the page to which the operator can return.
  static func asking(_ sheet: ConsoleSheet, faults: ConsoleFaults, back: String) -> ConsolePage {
    ConsolePage(
      title: sheet.title, template: "asking", context: ["sheet": sheet.context, "back": back],
      notices: faults.isEmpty ? [] : [faults.notice], status: .unprocessableContent)
  }
}
