import API
import Operations
import Wire

/// Draws activities for the pages of one workspace. All operators see the same.
struct ActivityDrawing: Sendable {
  /// The time after which an entry counts as reported late.
  private static let late = Duration.seconds(60)

  private let zone: String
  /// The address of the list of people.
  private let people: String
  private let sites: [ConsoleSite]

  init(_ visit: ConsoleVisit) {
    zone = visit.times().zone
    people = visit.link("people")
    sites = visit.sites
  }

  /// What watchers of the workspace get: events of a stream, each with a row.
  var look: ActivityFeeds.Look {
    let name = [zone] + sites.flatMap { [$0.id.text, $0.name] }
    return ActivityFeeds.Look(name.joined(separator: "\n")) { activity in
      let html = try ConsoleLibrary.render("activity/row", context(activity, now: activity.event.createdAt))
      return streamEvent(id: activity.sequence, "row", html)
    }
  }

  func sentence(_ activity: Activity) -> ActivitySentence {
    ActivitySentence(activity, site: site(activity)?.name)
  }

  func site(_ activity: Activity) -> ConsoleSite? {
    sites.first { $0.id == activity.event.subject.acsSystemID }
  }

  /// The values of a row.
  func context(_ activity: Activity, now: Instant) -> ConsoleContext {
    let (event, times, sentence) = (activity.event, ConsoleTimes(zone: zone, now: now), sentence(activity))
    let isLate = event.createdAt - event.occurredAt > Self.late
    let sign = ActivitySign(activity)
    let address = event.subject.acsUserID.map { "\(people)/\(percentEncoded($0.text))" }
    let person = sentence.person.map { ["name": $0, "href": shown(address)] as ConsoleContext }
    return [
      "sequence": activity.sequence, "time": times.moment(event.occurredAt),
      "reported": shown(isLate ? times.text(event.createdAt) : nil), "state": sign.state, "icon": icon(sign.icon),
      "label": sign.label, "before": sentence.before, "person": shown(person), "after": sentence.after,
      "door": shown(activity.doorName), "means": shown(ActivityMeans(event)?.name),
    ]
  }
}

/// The sign before an activity: color, shape and word.
struct ActivitySign {
  /// The class of its color. Empty for none.
  let state: String
  let icon: ConsoleIcon
  let label: String

  init(_ activity: Activity) {
    switch activity.kind.known {
    case .entry where activity.event.eventType == .lockLocked: (state, icon, label) = ("is-ok", .lock, "Locked")
    case .entry: (state, icon, label) = ("is-ok", .unlock, "Opened")
    case .refusal: (state, icon, label) = ("is-bad", .lock, "Refused")
    case .problem: (state, icon, label) = ("is-warn", Self.icon(activity, else: .warn), "Problem")
    case .change, nil: (state, icon, label) = ("", Self.icon(activity, else: .info), "Change")
    }
  }

  /// The icon of what an event is about, by the first part of its type.
  private static func icon(_ activity: Activity, else other: ConsoleIcon) -> ConsoleIcon {
    let type = activity.event.eventType.rawValue
    if type.hasSuffix("disconnected") { return .wifiOff }
    if type.contains("battery") { return .batteryLow }
    return switch type.prefix(while: { $0 != "." }) {
    case "acs_user": .user
    case "acs_credential", "access_method": .key
    case "access_grant": .calendar
    case "access_code": .pin
    case "acs_entrance", "action_attempt", "device": .door
    case "acs_encoder": .card
    case "acs_system", "connected_account", "connect_webview": .plug
    case "phone": .phone
    case "space": .space
    default: other
    }
  }
}

/// A server-sent event. A line break in a name must not end a line of it.
func streamEvent(id: Int, _ name: String, _ data: String) -> String {
  let lines = data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "data: \($0)\n" }
  return "id: \(id)\nevent: \(name)\n\(lines.joined())\n"
}
