import API
import HTTPTypes
import Hummingbird
import Wire

/// The address of a guest's page: the code of the link, and the language.
struct GuestAddress {
  let code: String
  let language: GuestLanguage
  /// Whether the language was chosen on the page. Otherwise it is that of the browser.
  private let isChosen: Bool

  init(_ request: Request) {
    let items = request.uri.queryParameters
    code = items["c"].map(String.init) ?? ""
    let chosen = items["lang"].flatMap { GuestLanguage(rawValue: String($0)) }
    language = chosen ?? GuestLanguage(accepted: request.headers[.acceptLanguage])
    isChosen = chosen != nil
  }

  /// The page's own link, without the result of a step.
  var plain: String { isChosen ? link(in: language) : link }

  private var link: String { "\(PlainRoute.guestPage.path)?c=\(percentEncoded(code))" }

  func link(in language: GuestLanguage) -> String { "\(link)&lang=\(language.rawValue)" }

  /// The page that reports an attempt to open a door.
  func link(reporting attempt: String) -> String { "\(plain)&attempt=\(percentEncoded(attempt))" }
}
