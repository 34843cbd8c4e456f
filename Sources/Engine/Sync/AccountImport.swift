import API
package import Core
package import Store
package import Wire

/// Imports the sites of an account that are not known yet.
package struct AccountImport: Sendable {
  /// The IDs to use for the provider's external IDs. A scenario sets them.
  package typealias Pins = [String: String]

  private struct Site: Sendable {
    var observed: ObservedSite
    var groups: [ObservedAccessGroup]
    var locks: [ObservedLock]
    var iqZones: [ExternalID<ProviderIQ>: String]
  }

  private let provider: any Provider
  private let deadlines: Deadlines
  private let pins: Pins

  package init(provider: any Provider, deadlines: Deadlines, pins: Pins = [:]) {
    self.deadlines = deadlines
    self.provider = provider
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
            locks: try await provider.locks(of: observed.id), iqZones: try await provider.iqZones(of: observed.id)))
      }
      return sites
    }
    if known.contains(where: \.isCredentialManager), read.isEmpty { return }
    try await database.write(in: account.workspaceID, at: now, by: .rule(.connecting)) { transaction in
      let systems = try transaction.acsSystems(of: account.id, in: account.workspaceID)
      let isFirst = !systems.contains(where: \.isCredentialManager)
      if isFirst { try write(credentialManager(of: account, transaction), transaction) }
      for site in read where !systems.contains(where: { $0.site == site.observed.id }) {
        try write(site, of: account, transaction)
      }
    }
  }

  private func credentialManager(
    of account: ConnectedAccountRecord, _ transaction: Transaction
  ) throws -> AcsSystemRecord {
    AcsSystemRecord(
      id: transaction.identifiers.next(), workspaceID: account.workspaceID, connectedAccountID: account.id,
      sequence: try transaction.nextAcsSystemSequence(), site: nil,
      name: transaction.brand.kinds.credentialManagerName, timeZone: nil, createdAt: transaction.now,
      seats: Seats(limit: 0, used: 0, reserved: 0), seatsAlmostAt: nil, seatsExceededAt: nil, acceptsPins: false,
      acceptsMobileKeys: true, isSubscriptionValid: true, fault: nil)
  }

  private func write(_ system: AcsSystemRecord, _ transaction: Transaction) throws {
    try transaction.insert(system)
    try transaction.append(.acsSystemAdded, about: .of(system))
  }

  private func write(
    _ site: Site, of account: ConnectedAccountRecord, _ transaction: Transaction
  ) throws {
    let observed = site.observed
    let pins = try freePins(for: observed, of: account, transaction)
    let system = AcsSystemRecord(
      id: pins[observed.id.text].map { ID($0) } ?? transaction.identifiers.next(), workspaceID: account.workspaceID,
      connectedAccountID: account.id,
      sequence: try transaction.nextAcsSystemSequence(), site: observed.id, name: observed.name,
      timeZone: observed.timeZone, createdAt: transaction.now,
      seats: Seats(limit: observed.seats, used: observed.seatsUsed, reserved: 0), seatsAlmostAt: nil,
      seatsExceededAt: nil, acceptsPins: observed.acceptsPins, acceptsMobileKeys: observed.acceptsMobileKeys,
      isSubscriptionValid: observed.isSubscriptionValid, fault: nil)
    try write(system, transaction)
    try SiteDoors(system: system, pins: pins)
      .write(locks: site.locks, groups: site.groups, gone: [], transaction)
    try SiteLook(site: observed, locks: site.locks, system: system)
      .write(transaction)
    try transaction.save(site.iqZones, of: system.id)
  }

  /// The IDs to use for a site and its parts. Empty if another account of the same site already uses them.
  private func freePins(
    for site: ObservedSite, of account: ConnectedAccountRecord, _ connection: Connection
  ) throws -> Pins {
    guard let pin = pins[site.id.text] else { return pins }
    return try connection.acsSystem(ID(pin), in: account.workspaceID) == nil ? pins : [:]
  }
}
