package import API
package import Core
package import Wire

extension Database {
  private static let chunk = 1000

  /// Checks the audit of a workspace from its beginning, in chunks, so that other reads do not wait long.
  ///
  /// - Parameter head: the hash of an entry that must be there. Nil for none.
  package func verifyAudit(
    of workspace: ID<Workspace>, expecting head: String?
  ) async throws -> AuditVerification {
    while true {
      let anchor = try await read { try $0.auditAnchor(in: workspace) }
      let chain = try await follow(workspace, AuditChain(after: anchor, expecting: head))
      // Entries may have been deleted by age meanwhile.
      if chain.fault == nil { return chain.verification }
      if try await read({ try $0.auditAnchor(in: workspace) }) == anchor { return chain.verification }
    }
  }

  private func follow(_ workspace: ID<Workspace>, _ beginning: AuditChain) async throws -> AuditChain {
    var chain = beginning
    while chain.fault == nil {
      let last = chain.head?.sequence ?? 0
      let entries = try await read { try $0.auditEntries(after: last, limit: Self.chunk, in: workspace) }
      if entries.isEmpty {
        chain.finish()
        break
      }
      for entry in entries { chain.follow(entry) }
    }
    return chain
  }

  /// The last entry of the audit of each workspace, and of the server's own, whose workspace is blank.
  package func auditHeads() async throws -> [(workspace: ID<Workspace>, head: AuditPosition)] {
    try await read { connection in
      let workspaces = try connection.workspaces().map(\.id) + [Transaction.noWorkspace]
      return try workspaces.compactMap { workspace in
        try connection.auditHead(in: workspace).map { (workspace: workspace, head: $0) }
      }
    }
  }
}
