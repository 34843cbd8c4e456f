import API
import Core
import Store
import Wire

/// Imports the sites of an account that are not known yet.
package struct AccountImport: Sendable {
  /// The IDs to use for the provider's external IDs. A scenario sets them.
  package typealias Pins = [String: String]

  private struct Site: Sendable {
    var observed: ObservedSite
    var groups: [ObservedAccessGroup]
    var locks: [ObservedLock]
  }

  private let provider: any Provider
  private let identifiers: Identifiers
  private let deadlines: Deadlines
  private let pins: Pins

  package init(provider: any Provider, identifiers: Identifiers, deadlines: Deadlines, pins: Pins = [:]) {
    self.deadlines = deadlines
    self.provider = provider
    self.identifiers = identifiers
    self.pins = pins
  }

  /// Reads everything, then writes it in one transaction.
  package func run(_ account: ConnectedAccountRecord, into database: Database, now: Instant) async throws {
    let known = try await database.read { try $0.acsSystems(of: account.id, in: account.workspaceID) }
    let isKnown = Set(known.compactMap(\.site))
    let provider = provider
    let read = try await reading(until: Deadline(in: deadlines.reading)) { () throws(ProviderFault) in
      var sites: [Site] = []
      for observed in try await provider.sites() where account.isChosen(observed.id) && !isKnown.contains(observed.id) {
        sites.append(
          Site(
            observed: observed, groups: try await provider.accessGroups(of: observed.id),
            locks: try await provider.locks(of: observed.id)))
      }
      return sites
    }
    if known.contains(where: \.isCredentialManager), read.isEmpty { return }
    try await database.write(in: account.workspaceID, at: now, by: .rule(.connecting)) { connection in
      let systems = try connection.acsSystems(of: account.id, in: account.workspaceID)
      let isFirst = !systems.contains(where: \.isCredentialManager)
      if isFirst { try write(credentialManager(of: account, connection, now: now), connection, now: now) }
      for site in read where !systems.contains(where: { $0.site == site.observed.id }) {
        try write(site, of: account, connection, now: now)
      }
    }
  }

  private func credentialManager(
    of account: ConnectedAccountRecord, _ connection: Transaction, now: Instant
  ) throws -> AcsSystemRecord {
    AcsSystemRecord(
      id: identifiers.next(), workspaceID: account.workspaceID, connectedAccountID: account.id,
      sequence: try connection.nextAcsSystemSequence(), site: nil,
      name: "Salto KS mobile keys", timeZone: nil, createdAt: now, seats: Seats(limit: 0, used: 0, reserved: 0),
      seatsAlmostAt: nil, seatsExceededAt: nil, acceptsPins: false, acceptsMobileKeys: true, isSubscriptionValid: true,
      fault: nil)
  }

  private func write(_ system: AcsSystemRecord, _ connection: Transaction, now: Instant) throws {
    try connection.insert(system)
    try connection.append(.acsSystemAdded, about: .of(system))
  }

  private func write(
    _ site: Site, of account: ConnectedAccountRecord, _ connection: Transaction, now: Instant
  ) throws {
    let observed = site.observed
    let pins = try freePins(for: observed, of: account, connection)
    let system = AcsSystemRecord(
      id: pins[observed.id.text].map { ID($0) } ?? identifiers.next(), workspaceID: account.workspaceID,
      connectedAccountID: account.id,
      sequence: try connection.nextAcsSystemSequence(), site: observed.id, name: observed.name,
      timeZone: observed.timeZone, createdAt: now,
      seats: Seats(limit: observed.seats, used: observed.seatsUsed, reserved: 0), seatsAlmostAt: nil,
      seatsExceededAt: nil, acceptsPins: observed.acceptsPins, acceptsMobileKeys: observed.acceptsMobileKeys,
      isSubscriptionValid: observed.isSubscriptionValid, fault: nil)
    try write(system, connection, now: now)
    try SiteDoors(system: system, identifiers: identifiers, pins: pins)
      .write(locks: site.locks, groups: site.groups, gone: [], connection, now: now)
    try SiteLook(site: observed, locks: site.locks, system: system, identifiers: identifiers)
      .write(connection, now: now)
  }

  /// The IDs to use for a site and its parts. Empty if another account of the same site already uses them.
  private func freePins(
    for site: ObservedSite, of account: ConnectedAccountRecord, _ connection: Connection
  ) throws -> Pins {
    guard let pin = pins[site.id.text] else { return pins }
    return try connection.acsSystem(ID(pin), in: account.workspaceID) == nil ? pins : [:]
  }
}
