import Core
import Mustache
import Operations
import Wire

/// The view of a guest's pane as HTML, in one language.
struct GuestView {
  let language: GuestLanguage
  /// The links to the page in each language. The page's own link keeps the chosen language.
  let address: GuestAddress
  private(set) var title: String
  private(set) var content: String
  private(set) var house: GuestHouse?
  private(set) var refreshes = false
  private var statedAt: Instant?
  private(set) var keepUntil: Instant?

  var words: GuestWords { language.words }

  init(_ visit: GuestVisit, at address: GuestAddress) throws {
    self.init(address)
    house = visit.house
    statedAt = visit.statedAt
    keepUntil = visit.keepUntil
    let token = try render(GuestTemplates.token, visit.formToken)
    switch visit.pane {
    case .welcome:
      title = visit.name.map { fill(words.hello, $0) } ?? words.welcomeTitle
      content = try message([words.welcomeText], ["start": words.start, "token": token])
    case .used:
      title = words.usedTitle
      content = try message([words.usedText])
    case .ended(let end):
      title = words.endedTitle
      let text = end.map { fill(words.endedAt, words.date($0, today: $0), $0.time) } ?? words.endedText
      content = try message([text, words.extended], ["reload": ["link": address.plain, "text": words.reload]])
    case .stays(let stays):
      if let moment = visit.moment {
        try show(moment, token)
      } else {
        try show(stays, of: visit, token)
      }
    }
  }

  private init(_ address: GuestAddress) {
    self.address = address
    language = address.language
    title = ""
    content = ""
  }

  /// A page without a link.
  private init(_ address: GuestAddress, title: String, text: String) throws {
    self.init(address)
    self.title = title
    content = try message([text])
  }

  /// The page for a missing or wrong link.
  static func unknown(_ address: GuestAddress) throws -> GuestView {
    let words = address.language.words
    return try GuestView(address, title: words.unknownTitle, text: words.unknownText)
  }

  static func foreign(_ address: GuestAddress) throws -> GuestView {
    let words = address.language.words
    return try GuestView(address, title: words.foreignTitle, text: words.foreignText)
  }

  /// The page for a browser that rejects cookies.
  static func cookieMissing(_ address: GuestAddress) throws -> GuestView {
    let words = address.language.words
    return try GuestView(address, title: words.cookieTitle, text: words.cookieText)
  }

  /// The page for a sender who tries too many links.
  static func guessed(_ address: GuestAddress) throws -> GuestView {
    let words = address.language.words
    return try GuestView(address, title: words.guessedTitle, text: words.guessedText)
  }

  /// The whole page.
  func html() throws -> String {
    var context: [String: Any] = [
      "code": language.rawValue, "title": title, "style": GuestStyle.sheet, "icons": GuestTemplates.icons,
      "initial": house?.name.first.map { String($0) } ?? "·", "languageLabel": words.language,
      "language": language.name, "languages": languages, "content": content, "script": GuestScripts.page,
      "statedAt": milliseconds(statedAt), "offlineTitle": words.offlineTitle, "offlineText": words.offlineText,
      "offlineAge": words.offlineAge, "keepSecret": words.keepSecret,
    ]
    if let house { context["house"] = house.name }
    if let keepUntil { context["keepUntil"] = milliseconds(keepUntil) }
    if refreshes { context["refreshes"] = true }
    return try render(GuestTemplates.frame, context)
  }

  private var languages: [[String: Any]] {
    GuestLanguage.allCases.map { other in
      [
        "code": other.rawValue, "name": other.name, "link": address.link(in: other), "isCurrent": other == language,
      ]
    }
  }

  /// The content of a page with a message.
  private func message(_ texts: [String], _ more: [String: Any] = [:]) throws -> String {
    let context: [String: Any] = ["title": title, "texts": texts, "help": try help(isOpen: true)]
    return try render(GuestTemplates.message, context.merging(more) { $1 })
  }

  /// What to do if a door does not open, and whom to ask.
  func help(isOpen: Bool) throws -> String {
    var ask: [String: Any] = ["ask": words.helpSender]
    if let phone = house?.phone {
      ask = ["ask": words.helpAsk, "phone": ["dialed": phone.filter { $0.isNumber || $0 == "+" }, "shown": phone]]
    }
    if let email = house?.email {
      ask["ask"] = words.helpAsk
      ask["email"] = email
    }
    let contact = try render(GuestTemplates.contact, ask)
    return try render(
      GuestTemplates.help,
      ["title": words.helpTitle, "text": words.helpText, "contact": contact, "isOpen": isOpen])
  }

  func render(_ template: String, _ context: Any) throws -> String {
    try MustacheTemplate(string: template).render(context)
  }

  /// Replaces the content of the page.
  mutating func set(title: String, content: String, refreshes: Bool = false) {
    self.title = title
    self.content = content
    self.refreshes = refreshes
  }
}

/// Milliseconds since 1970, as scripts count.
func milliseconds(_ moment: Instant?) -> String { String((moment?.microseconds ?? 0) / 1000) }
