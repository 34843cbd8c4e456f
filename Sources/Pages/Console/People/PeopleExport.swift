import API
import Core
import Wire

/// The people of a list as comma-separated values.
struct PeopleExport {
  private static let limit = 1000
  private static let names = [
    "Name", "E-mail", "Phone", "Site", "Where", "From", "Until", "Time zone", "State", "Ways to open", "Last entry",
  ]

  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  /// The first page is read before the download begins, so that a fault is shown as a page.
  func answer() async throws -> ConsoleAnswer {
    let query = PeopleQuery(visit)
    let first = try await visit.call(query.request(limit: Self.limit, cursor: nil))
    return .file(
      name: "people-\(visit.times(query.site).date(visit.now)).csv", contentType: "text/csv; charset=utf-8",
      body: { writer in
        var page = first
        try await writer.write(csvHead(Self.names))
        while true {
          try await writer.write(page.items.map { csvLine(row($0)) + "\r\n" }.joined())
          guard let cursor = page.pagination.nextPageCursor.optional else { return }
          page = try await visit.call(query.request(limit: Self.limit, cursor: cursor))
        }
      })
  }

  private func row(_ person: DeskPerson) -> [String] {
    let site = visit.site(person.acsSystemID)
    let times = visit.times(site)
    return [
      person.displayName, person.emailAddress ?? "", person.phoneNumber ?? "", site?.name ?? "",
      PeopleWords.place(person.stay) ?? "", person.stay.map { times.field($0.startsAt) } ?? "",
      person.stay?.endsAt.map { times.field($0) } ?? "", times.zone, PeopleWords.state(person).text,
      person.issuedMeans.map(\.text).joined(separator: ", "), person.lastEntry.map { times.field($0.occurredAt) } ?? "",
    ]
  }
}
