import API
import Core
import Store
import Wire

/// Stores what people changed in the groups of grants at a site. The reconciler restores it.
struct SiteGrantGroups: Sendable {
  let system: AcsSystemRecord

  private var workspace: ID<Workspace> { system.workspaceID }

  /// The groups of grants, including those whose creation is uncertain.
  func own(_ connection: Connection) throws -> OwnGroups {
    OwnGroups(try connection.grantGroups(of: system.id, in: workspace))
  }

  /// The groups that differ from their state at the start of the sync.
  ///
  /// - Parameter known: the groups at the start of the sync. Those that changed since then are left to the next sync.
  func drifted(
    _ known: KnownSite, _ groups: [ObservedAccessGroup], gone: Set<SitePart>, _ connection: Connection, now: Instant
  ) throws -> [(group: GrantGroupRecord, was: GrantGroupRecord)] {
    let shown = Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
    return try connection.grantGroups(of: system.id, in: workspace).compactMap { group in
      guard let id = group.observed?.group, known.grantGroups[id]?.version == group.version else { return nil }
      let seen = shown[id]
      guard seen != nil || gone.contains(.accessGroup(id)) else { return nil }
      return group.drift(shown: seen, now: now).map { ($0, group) }
    }
  }

  func take(
    _ known: KnownSite, _ groups: [ObservedAccessGroup], gone: Set<SitePart>, _ transaction: Transaction
  ) throws {
    for (group, before) in try drifted(known, groups, gone: gone, transaction, now: transaction.now) {
      try transaction.save(group, was: before)
      try transaction.setDue(
        group.id, at: system.id, transaction.now, isUrgent: group.isBeingRevoked(at: transaction.now))
      try transaction.noteProgress(ofGrantsOf: group.wanted.acsUserID)
    }
  }
}

/// The groups of grants at a site.
struct OwnGroups: Sendable {
  private let shown: Set<ExternalID<ProviderAccessGroup>>
  /// The names of groups that may have been created although that is not confirmed.
  private let names: Set<String>

  init(_ groups: [GrantGroupRecord]) {
    shown = Set(groups.compactMap(\.observed?.group))
    names = Set(
      groups.compactMap { group in
        if case .create(let name)? = group.progress.openCall?.kind { name } else { nil }
      })
  }

  func include(_ group: ExternalID<ProviderAccessGroup>) -> Bool { shown.contains(group) }

  func include(_ group: ObservedAccessGroup) -> Bool { shown.contains(group.id) || names.contains(group.name) }
}
