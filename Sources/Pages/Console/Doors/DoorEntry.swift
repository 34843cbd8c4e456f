import API
import Wire

/// What a lock reported about somebody at its door.
struct DoorEntry {
  private let activity: Activity

  init(_ activity: Activity) { self.activity = activity }

  func context(_ visit: ConsoleVisit, _ times: ConsoleTimes) -> ConsoleContext {
    let user = activity.event.subject.acsUserID
    return [
      "when": times.moment(activity.event.occurredAt), "person": activity.personName ?? "Unknown",
      "href": shown(user.map { visit.link("people/\($0)") }), "means": means, "result": result,
    ]
  }

  private var means: String {
    let access = activity.event.access
    return switch access.method?.known {
    case .keycode: "PIN"
    case .card: "Card"
    case .remote: "Remotely"
    case .manual: "By hand"
    case .automatic: "By itself"
    case .unknown, nil: access.isViaBluetooth == true || access.isViaNFC == true ? "Phone" : "–"
    }
  }

  private var result: ConsoleContext {
    switch activity.event.eventType.known {
    case .lockAccessDenied: ConsoleParts.badge(.bad, "Refused")
    case .lockLocked: ConsoleParts.badge(.info, "Locked")
    default: ConsoleParts.badge(.ok, "Opened")
    }
  }
}
