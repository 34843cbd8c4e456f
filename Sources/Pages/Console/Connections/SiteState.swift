import API
import Wire

/// How a site is, in a few words.
struct SiteState {
  let kind: ConsoleNotice.Kind
  let text: String

  init(_ system: AcsSystem, _ reading: AccountSync.Site?) {
    let codes = Set(system.errors.compactMap(\.code.known))
    if codes.contains(.accountDisconnected) || codes.contains(.acsSystemDisconnected) {
      (kind, text) = (.bad, "Disconnected")
    } else if codes.contains(.providerServiceUnavailable) {
      (kind, text) = (.bad, "Not reachable")
    } else if system.isShrunk {
      (kind, text) = (.warn, "Much is missing")
    } else if let phase = reading?.phase.known, phase != .idle {
      (kind, text) = (.info, "Reading")
    } else if !codes.isEmpty {
      (kind, text) = (.bad, "Needs attention")
    } else if reading?.problem != nil {
      (kind, text) = (.warn, "Last reading failed")
    } else if reading?.lastSyncedAt == nil {
      (kind, text) = (.info, "Not read yet")
    } else if !system.warnings.isEmpty {
      (kind, text) = (.warn, "Needs attention")
    } else {
      (kind, text) = (.ok, "In sync")
    }
  }
}

extension AcsSystem {
  private static var acceptPath: String { SiteSyncs.AcceptDisappearance.operation.path }

  /// Whether a reading found so little that an administrator must confirm it.
  var isShrunk: Bool { shrinkage != nil }

  /// What the reading no longer found. Only its message names the operation.
  var shrinkage: String? { errors.map(\.message).first { $0.contains(Self.acceptPath) } }

  /// The messages of the site's problems, and others about it. Where they name an operation, the page has a button.
  func problemTexts(and others: [String]) -> [String] {
    let all = errors.map(\.message) + warnings.map(\.message) + others
    return all.reduce(into: []) { texts, message in
      let text = message.replacing("confirm it by \(Self.acceptPath)", with: "accept it below")
      if !texts.contains(text) { texts.append(text) }
    }
  }
}

/// The state of reading an account's sites.
struct SiteReadings {
  private let sync: AccountSync

  init(_ sync: AccountSync) { self.sync = sync }

  subscript(_ id: ID<AcsSystem>) -> AccountSync.Site? { sync.sites.first { $0.acsSystemID == id } }

  /// The sites that are being read.
  var running: [AccountSync.Site] { sync.sites.filter { $0.phase != .idle } }

  var isReading: Bool { !running.isEmpty }

  /// The number of doors of all sites. Nil if it is unknown.
  var doorCount: Int? {
    let counts = sync.sites.compactMap(\.entranceCount)
    return counts.count == sync.sites.count ? counts.reduce(0, +) : nil
  }
}

extension AccountSync.Site {
  /// The context of the partial `connections/reading`.
  var progress: ConsoleContext {
    let isFirst = lastSyncedAt == nil
    let found = [
      entranceCount.map { ConnectionWords.count($0, "door", "doors") },
      accessGroupCount.map { ConnectionWords.count($0, "group of doors", "groups of doors") },
      personCount.map { ConnectionWords.count($0, "person", "people") },
    ].compactMap(\.self)
    var context: ConsoleContext = [
      "id": "reading-\(acsSystemID.text)",
      "title": isFirst ? "Reading “\(name)” for the first time" : "Reading “\(name)”",
      "step": step, "found": shown(found.isEmpty ? nil : found.joined(separator: ", ")), "isFirst": isFirst,
      "total": false,
    ]
    if let personCount, personCount > 0, phase == .writing {
      context["total"] = ["max": personCount, "value": min(writtenPersonCount, personCount)] as ConsoleContext
    }
    return context
  }

  /// The seats in use and all of them. Nil until the site is read.
  var seatWords: String? {
    guard let usedSeatCount, let seatLimit else { return nil }
    return "\(ConsoleParts.grouped(usedSeatCount)) of \(ConsoleParts.grouped(seatLimit))"
  }

  private var step: String {
    switch phase.known {
    case .readingDoors: "Doors and their groups are read."
    case .readingPeople: "People are read."
    case .writing: "What was read is stored."
    case .idle, nil: "It waits for its turn."
    }
  }
}
