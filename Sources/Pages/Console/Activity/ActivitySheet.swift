import API
import Core
import Wire

/// The list of activities as a file of comma-separated values.
struct ActivitySheet: Sendable {
  /// The number of activities that are read at once.
  static let part = 1000
  private static let names = [
    "Recorded", "Happened", "Kind", "What happened", "Person", "Door", "Site", "By", "Event",
  ]

  let drawing: ActivityDrawing
  let times: ConsoleTimes

  var head: String { csvHead(Self.names) }

  func lines(_ activities: [Activity]) -> String { activities.map { "\(csvLine(values($0)))\r\n" }.joined() }

  private func values(_ activity: Activity) -> [String] {
    let event = activity.event
    return [
      text(event.createdAt), text(event.occurredAt), ActivitySign(activity).label, drawing.sentence(activity).text,
      activity.personName ?? "", activity.doorName ?? "", drawing.site(activity)?.name ?? "",
      ActivityMeans(event)?.name ?? "", event.eventType.rawValue,
    ]
  }

  private func text(_ moment: Instant) -> String { times.moment(moment)["iso"] as? String ?? moment.description }
}
