import API
import Wire

/// A stay with its person, places and means.
struct StayFacts: Sendable {
  let grant: AccessGrant
  let person: UserIdentity?
  let spaces: [Space]
  let doors: [AcsEntrance]
  let methods: [AccessMethod]
  /// The times of the first door's site.
  let times: ConsoleTimes

  /// Throws 404 if there is no such stay.
  init(_ id: ID<AccessGrant>, _ visit: ConsoleVisit) async throws {
    var get = AccessGrants.Get()
    get.accessGrantID = id
    grant = try await visit.call(get)
    var related = AccessGrants.GetRelated()
    related.accessGrantIDs = [id]
    related.include = [.spaces, .acsEntrances, .userIdentities, .accessMethods]
    let batch = try await visit.call(related)
    person = batch.userIdentities?.first
    spaces = batch.spaces ?? []
    doors = batch.acsEntrances ?? []
    methods = batch.accessMethods ?? []
    times = visit.times(doors.first.flatMap { visit.site($0.acsSystemID) })
  }

  var personName: String { person?.displayName ?? "Unnamed person" }

  /// The names of the spaces, or else of the doors.
  var places: String { StayWords.list(spaces.isEmpty ? doors.map(\.displayName) : spaces.map(\.displayName)) }

  /// Such as `27 Nov, 15:00 to 30 Nov, 11:00`.
  var period: String {
    let start = times.text(grant.startsAt)
    return grant.endsAt.optional.map { "\(start) to \(times.text($0))" } ?? "from \(start) on, without an end"
  }

  func isOver(at now: Instant) -> Bool { grant.endsAt.optional.map { $0 <= now } ?? false }

  /// What an operator sees and changes of the stay. A form carries it, so that it changes nothing that it did not show.
  var fingerprint: String {
    let spaces = grant.spaceIDs.map(\.text).sorted().joined(separator: ",")
    return "\(grant.startsAt) \(grant.endsAt.optional?.description ?? "never") \(spaces)"
  }
}
