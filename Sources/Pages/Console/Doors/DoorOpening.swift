import API
import Wire

/// Opens a door remotely, once, and follows what comes of it.
struct DoorOpening {
  /// The button that opens the door.
  static let step = "open"
  /// The component of the address that an attempt follows.
  static let address = "openings"
  private let visit: ConsoleVisit
  private let id: ID<AcsEntrance>

  init(_ visit: ConsoleVisit, door id: ID<AcsEntrance>) {
    self.visit = visit
    self.id = id
  }

  private var doorLink: String { visit.link("doors/\(id)") }

  /// Asks before the door is opened.
  func sheet(name: String, faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "open-now", title: "Open \(name) now?", action: doorLink, step: Self.step, button: "Open now",
      cancel: "Keep it locked",
      lead: "The lock opens for a few seconds, for anybody who stands there. It cannot be taken back.",
      fields: [
        ConsoleField(
          "reason", "Reason, for the audit log (optional)", value: visit.form["reason"],
          hint: "Such as “parcel”. Name no guest: erasing a person does not find it.", faults: faults,
          autocomplete: "off")
      ])
  }

  /// Opens the door. The address of the answer names the attempt, so that a reload opens nothing.
  func open() async throws -> ConsoleAnswer {
    var unlock = Locks.UnlockDoor()
    unlock.deviceID = ID(id.text)
    unlock.reason = visit.form.filled("reason")
    do {
      let attempt = try await visit.call(unlock)
      return .seeOther("doors/\(id)/\(Self.address)/\(attempt.actionAttemptID)")
    } catch let error as APIError where error.kind == .invalid {
      let faults = ConsoleFaults(error)
      let sheet = sheet(name: try await door().displayName, faults: faults)
      return .page(.asking(sheet, faults: faults, back: doorLink))
    } catch let error as APIError where error.status == 429 {
      let wait = error.retryAfter.map { "Wait \($0) seconds, then open it again." } ?? "Wait a minute."
      var page = ConsolePage.asking(sheet(name: try await door().displayName), faults: .none, back: doorLink)
      page.notices = [
        ConsoleNotice(.bad, "The door was not opened.", "It was opened too often within a minute. \(wait)")
      ]
      return .page(page)
    }
  }

  /// The page of an attempt. It refreshes itself until the attempt is over. Nil if it is none at this door.
  func page(of attempt: ID<ActionAttempt>) async throws -> ConsolePage? {
    let door = try await door()
    var list = ActionAttempts.List()
    list.actionAttemptIDs = [attempt]
    list.deviceID = ID(id.text)
    guard let found = try await visit.call(list).items.first else { return nil }
    let outcome = DoorOutcome(found, at: door.displayName)
    let again = visit.may(.frontDesk) && outcome.isFailure ? sheet(name: door.displayName).context : nil
    return ConsolePage(
      title: outcome.title, template: "doors/opening",
      context: [
        "list": visit.link("doors"), "back": doorLink, "here": visit.same([:]), "name": door.displayName,
        "title": outcome.title, "text": outcome.text, "icon": icon(outcome.icon),
        "announcement": outcome.isFailure ? "alert" : "status", "isPending": outcome.isPending, "sheet": shown(again),
        "attemptID": attempt.text,
      ], refreshSeconds: outcome.isPending ? 2 : nil)
  }

  private func door() async throws -> DeskDoor {
    var get = DeskDoors.Get()
    get.acsEntranceID = id
    return try await visit.call(get)
  }
}
