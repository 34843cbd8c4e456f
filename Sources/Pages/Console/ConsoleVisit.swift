import API
import Operations
import Wire

/// A request of a signed-in operator for a page of one workspace.
struct ConsoleVisit: Sendable {
  /// The components after the section: `["ID"]` for `/console/W/people/ID`, none for the list.
  let path: [String]
  /// With `done` only after a change by the same session.
  let query: FormFields
  /// Without fields for GET.
  let form: FormFields
  let workspace: Workspace
  let operatorName: String
  let operatorID: ID<Operator>
  let role: OperatorRole
  /// The time of the workspace's clock.
  let now: Instant
  /// The ACS systems of the workspace, by name.
  let sites: [ConsoleSite]
  /// The last event that a stream's browser received, by its number. Nil for its first request.
  let lastEventID: String?
  /// The server's public URL. Nil if it is not set.
  let publicAddress: String?
  /// The name of the provider, for sentences.
  let brand: String
  /// Whether operators can sign in with company accounts.
  let takesCompanyAccounts: Bool
  /// Hands activities to streams.
  let activityFeeds: ActivityFeeds
  /// The name of the section.
  let section: String
  /// Marks what addresses say about changes.
  let mark: ConsoleMark
  /// The last entry of the audit when a form arrived. 0 for GET.
  let lastEntry: Int
  let handlers: Handlers
  let caller: Caller

  /// Calls an operation as the operator, with role, audit, checks and errors as for a program. Throws APIError.
  func call<E: Endpoint>(_ request: E) async throws -> E.Response { try await handlers.call(request, by: caller) }

  /// Calls an operation that changes what a form has shown. If somebody else changes the resource after this visit has
  /// compared it with the form, nothing is changed, and the form is compared again.
  func call<E: Endpoint>(_ request: E, ifUnchanged id: String) async throws -> E.Response {
    try await handlers.call(request, by: caller, ifUnchanged: SeenResource(id: id, lastEntry: lastEntry))
  }

  /// The address of a page: `link("people/ID", ["q": "x"])` is `/console/W/people/ID?q=x`. Nil values are skipped.
  func link(_ path: String, _ query: KeyValuePairs<String, String?> = [:]) -> String {
    let parts = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let components = (parts.first ?? "").split(separator: "/").map { percentEncoded(String($0)) }
    let place = parts.count == 2 ? "#\(parts[1])" : ""
    let whole = ([percentEncoded(workspace.workspaceID.text)] + components).joined(separator: "/")
    return "/console/\(whole)\(queryText(query.map { ($0.key, $0.value) }))\(place)"
  }

  /// The same page with other values of the query. Nil removes one. For tabs, pagers and sorting.
  func same(_ changes: KeyValuePairs<String, String?>) -> String {
    let names = Set(changes.map(\.key))
    var items: [(String, String?)] = []
    for name in query.names where !names.contains(name) {
      for value in query.all(name) { items.append((name, value)) }
    }
    for (name, value) in changes { items.append((name, value)) }
    return link(([section] + path).joined(separator: "/")) + queryText(items)
  }

  func site(_ id: ID<AcsSystem>) -> ConsoleSite? { sites.first { $0.id == id } }

  /// The times of a site, or of the first site.
  func times(_ site: ConsoleSite? = nil) -> ConsoleTimes {
    ConsoleTimes(zone: (site ?? sites.first)?.zone ?? "UTC", now: now)
  }

  func may(_ role: OperatorRole) -> Bool { self.role >= role }

  private func queryText(_ items: [(String, String?)]) -> String {
    let pairs = items.compactMap { name, value in
      value.map { "\(percentEncoded(name))=\(percentEncoded($0))" }
    }
    return pairs.isEmpty ? "" : "?\(pairs.joined(separator: "&"))"
  }
}

/// A site in the console.
struct ConsoleSite: Sendable {
  let id: ID<AcsSystem>
  /// The account that gives access to it.
  let account: ID<ConnectedAccount>
  let name: String
  /// The IANA name of its zone.
  let zone: String
  let isConnected: Bool

  init(_ system: AcsSystem) {
    id = system.acsSystemID
    account = system.connectedAccountID
    name = system.name
    zone = system.location.timeZone.optional ?? "UTC"
    isConnected = !system.errors.contains { $0.code.known.map(Self.outages.contains) ?? false }
  }

  private static let outages: Set<AcsSystem.ErrorCode> = [
    .acsSystemDisconnected, .accountDisconnected, .providerServiceUnavailable,
  ]
}
