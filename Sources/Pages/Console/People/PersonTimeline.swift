import API
import Wire

/// What will happen to a person's access and what has happened, the latest first.
struct PersonTimeline: Sendable {
  private let facts: PersonFacts
  private let times: ConsoleTimes
  private let site: String?

  init(_ facts: PersonFacts, _ visit: ConsoleVisit) {
    let site = visit.site(facts.person.acsSystemID)
    self.facts = facts
    self.site = site?.name
    times = visit.times(site)
  }

  var items: [ConsoleContext] {
    let coming = facts.nextMoments.reversed().map { moment in
      item("is-future", times.moment(moment.at), Self.words(moment.kind.known), place(moment.accessGrantID))
    }
    let now = item("is-now", times.time(times.now), "Now", nil)
    let past = facts.pastActivities.map { activity in
      item(
        Self.kind(activity.kind.known), times.moment(activity.event.occurredAt),
        ActivitySentence(activity, site: site).text, place(activity.event.subject.accessGrantID))
    }
    return coming + [now] + past
  }

  private func item(_ kind: String, _ time: ConsoleContext, _ text: String, _ place: String?) -> ConsoleContext {
    ["kind": kind, "time": time, "text": text, "sub": shown(place)]
  }

  /// Where the stay of a grant is.
  private func place(_ grant: ID<AccessGrant>?) -> String? {
    guard let grant else { return nil }
    return PeopleWords.place(facts.person.stays.first { $0.accessGrantID == grant })
  }

  private static func kind(_ kind: Activity.Kind?) -> String {
    switch kind {
    case .entry: "is-ok"
    case .refusal: "is-bad"
    case .problem: "is-warn"
    case .change, nil: ""
    }
  }

  private static func words(_ kind: DeskMoment.Kind?) -> String {
    switch kind {
    case .stayStarts: "The stay starts: its doors open"
    case .stayEnds: "The stay ends: its doors stay shut"
    case .creation: "The person is added at the site"
    case .mobileKeyInvitation: "The invitation for the phone key is sent"
    case .retry: "A change that failed is tried again"
    case nil: "Something changes"
    }
  }
}
