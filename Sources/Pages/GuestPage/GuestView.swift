import Core
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
  /// The colors of the link's profile, as a style sheet after the page's.
  private(set) var looks: String?
  private(set) var refreshes = false
  /// Whether the guest has a PIN to type at doors.
  var takesPin = false
  private(set) var statedAt: Instant?
  private(set) var keepUntil: Instant?

  var words: GuestWords { language.words }

  init(_ visit: GuestVisit, at address: GuestAddress) throws {
    self.init(address)
    house = visit.house
    looks = visit.looks.flatMap { PageLooks($0).sheet(on: GuestStyle.grounds) }
    statedAt = visit.statedAt
    keepUntil = visit.keepUntil
    let token = try tokenField(visit.formToken)
    switch visit.pane {
    case .welcome:
      title = visit.name.map { fill(words.hello, $0) } ?? words.welcomeTitle
      content = try message("is-busy is-still", "key", [words.welcomeText], ["start": words.start, "token": token])
    case .used:
      title = words.usedTitle
      content = try message("is-warn", "lock", [words.usedText])
    case .ended(let end):
      title = words.endedTitle
      let text = end.map { fill(words.endedAt, words.date($0, today: $0), $0.time) } ?? words.endedText
      content = try message(
        "is-idle", "clock", [text, words.extended], ["reload": ["link": address.plain, "text": words.reload]])
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
    content = try message("is-idle", "question", [text])
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
      "statedAt": milliseconds(statedAt), "offlineTitle": words.offlineTitle,
      "offlineText": takesPin ? "\(words.offlineText) \(words.offlinePin)" : words.offlineText,
      "offlineAge": words.offlineAge,
    ]
    if house != nil { context["keepSecret"] = words.keepSecret }
    if let house { context["house"] = house.name }
    if let looks { context["looks"] = looks }
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
  ///
  /// - Parameter kind: the class of its symbol.
  private func message(
    _ kind: String, _ icon: String, _ texts: [String], _ more: [String: Any] = [:]
  ) throws -> String {
    var context: [String: Any] = ["kind": kind, "icon": icon, "title": title, "texts": texts]
    // Without a site, the text says whom to ask.
    if house != nil { context["contact"] = ["title": words.askTitle, "text": try contact(after: nil)] }
    return try render(GuestTemplates.message, context.merging(more) { $1 })
  }

  /// What to do if a door does not open, and whom to ask.
  func help(isOpen: Bool) throws -> String {
    try render(
      GuestTemplates.help,
      [
        "title": words.helpTitle, "text": words.helpText, "contact": try contact(after: words.helpAsk),
        "isOpen": isOpen,
      ])
  }

  /// Whom to ask.
  ///
  /// - Parameter introduction: the words before a phone number or e-mail address.
  private func contact(after introduction: String?) throws -> String {
    var lines: [[String: Any]] = []
    if let introduction, house?.phone != nil || house?.email != nil { lines.append(["text": introduction]) }
    if let phone = house?.phone {
      // Numbers from before they were checked can be any text.
      lines.append(isPhoneNumber(phone) ? ["link": "tel:\(dialedNumber(phone))", "shown": phone] : ["text": phone])
    }
    if let email = house?.email { lines.append(["link": "mailto:\(email)", "shown": email]) }
    if lines.isEmpty { lines.append(["text": words.helpSender]) }
    return try render(GuestTemplates.contact, ["lines": lines])
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
