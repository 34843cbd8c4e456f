import API
import Core
import Store
import Wire

/// Stores the cards of a site: each is a credential, with its holder if that is a managed user.
struct SiteTags: Sendable {
  let system: AcsSystemRecord
  let identifiers: Identifiers

  /// Whether a card is new or gone, or somebody else holds it.
  func areNews(_ tags: [Tag], gone: Set<ExternalID<ProviderTag>>, _ connection: Connection) throws -> Bool {
    let owners = try connection.tagOwners(of: system.id, in: system.workspaceID)
    let holders = try connection.tagHolders(of: system.id, in: system.workspaceID)
    return !gone.isEmpty
      || tags.contains { tag in
        guard let owner = owners[tag.id] else { return true }
        return owner != holders[tag.number]
      }
  }

  /// - Parameter gone: cards missing in two consecutive lists.
  func write(
    _ tags: [Tag], gone: Set<ExternalID<ProviderTag>>, _ connection: Transaction, now: Instant
  ) throws {
    let workspace = system.workspaceID
    let holders = try connection.tagHolders(of: system.id, in: workspace)
    for tag in tags {
      let known = try connection.credential(of: tag.id, at: system.id, in: workspace)
      let credential = try known ?? add(tag, connection, now: now)
      let holder = holders[tag.number]
      guard credential.acsUserID != holder else { continue }
      try connection.saveOwner(holder, of: credential)
      let hasIt =
        try holder.map { try connection.acsUser($0, in: workspace)?.observed?.tagNumber == tag.number } ?? false
      try connection.saveCardIssued(hasIt, credential)
    }
    for id in gone {
      guard let credential = try connection.credential(of: id, at: system.id, in: workspace) else { continue }
      try connection.remove(credential)
      try connection.append(.acsCredentialDeleted, about: .of(credential))
    }
  }

  private func add(_ tag: Tag, _ connection: Transaction, now: Instant) throws -> AcsCredentialRecord {
    var credential = AcsCredentialRecord(
      id: identifiers.next(), workspaceID: system.workspaceID, acsSystemID: system.id,
      connectedAccountID: system.connectedAccountID,
      sequence: try connection.nextAcsCredentialSequence(), acsUserID: nil, accessMethod: .card,
      isMultiPhoneSync: false, createdAt: now)
    credential.tag = tag
    try connection.insert(credential)
    return credential
  }
}
