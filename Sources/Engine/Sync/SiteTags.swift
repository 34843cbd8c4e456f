import API
import Core
import Store
import Wire

/// Stores the cards of a site: each is a credential, with its holder if that is a managed user.
struct SiteTags: Sendable {
  let system: AcsSystemRecord

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
    _ tags: [Tag], gone: Set<ExternalID<ProviderTag>>, _ transaction: Transaction
  ) throws {
    let workspace = system.workspaceID
    let holders = try transaction.tagHolders(of: system.id, in: workspace)
    for tag in tags {
      let known = try transaction.credential(of: tag.id, at: system.id, in: workspace)
      let credential = try known ?? add(tag, transaction)
      let holder = holders[tag.number]
      guard credential.acsUserID != holder else { continue }
      try transaction.saveOwner(holder, of: credential)
      let hasIt =
        try holder.map { try transaction.acsUser($0, in: workspace)?.observed?.tagNumber == tag.number } ?? false
      try transaction.saveCardIssued(hasIt, credential)
    }
    for id in gone {
      guard let credential = try transaction.credential(of: id, at: system.id, in: workspace) else { continue }
      try transaction.remove(credential)
      try transaction.append(.acsCredentialDeleted, about: .of(credential))
    }
  }

  private func add(_ tag: Tag, _ transaction: Transaction) throws -> AcsCredentialRecord {
    var credential = AcsCredentialRecord(
      id: transaction.identifiers.next(), workspaceID: system.workspaceID, acsSystemID: system.id,
      connectedAccountID: system.connectedAccountID,
      sequence: try transaction.nextAcsCredentialSequence(), acsUserID: nil, accessMethod: .card,
      isMultiPhoneSync: false, createdAt: transaction.now)
    credential.tag = tag
    try transaction.insert(credential)
    return credential
  }
}
