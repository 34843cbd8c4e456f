// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/audit`.
  public struct Audit: Sendable {
    let seam: Seam

    /// Returns who changed what in the workspace. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - authorKind: Only changes by authors of this kind.
    ///   - authorReference: Only changes by the key or token with this public part, by the session with this ID, or by
    ///     this rule.
    ///   - limit: Maximum number of entries per page.
    ///   - occurredAfter: Only changes after this moment.
    ///   - occurredBefore: Only changes before this moment.
    ///   - operation: Only changes by this operation, such as `/accessGrants/update`.
    ///   - operatorID: Only changes by this operator.
    ///   - search: Only changes with this text. A page reads up to 1,000 entries, and may be empty although others
    ///     follow.
    ///   - sort: Order of the entries.
    ///   - subjectID: Only changes about the resource with this ID.
    public func listAll(
      authorKind: AuditEntry.Author.Kind? = nil, authorReference: String? = nil, limit: Int = 100,
      occurredAfter: Instant? = nil, occurredBefore: Instant? = nil, operation: String? = nil,
      operatorID: ID<Operator>? = nil, search: String? = nil, sort: AuditEntry.Sort = .oldestFirst,
      subjectID: String? = nil
    ) -> Paginator<AuditEntry> {
      var request = API.Audit.List()
      request.authorKind = authorKind
      request.authorReference = authorReference
      request.limit = limit
      request.occurredAfter = occurredAfter
      request.occurredBefore = occurredBefore
      request.operation = operation
      request.operatorID = operatorID
      request.search = search
      request.sort = sort
      request.subjectID = subjectID
      return Paginator(seam, request)
    }

    /// Returns who changed what in the workspace. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - authorKind: Only changes by authors of this kind.
    ///   - authorReference: Only changes by the key or token with this public part, by the session with this ID, or by
    ///     this rule.
    ///   - limit: Maximum number of entries per page.
    ///   - occurredAfter: Only changes after this moment.
    ///   - occurredBefore: Only changes before this moment.
    ///   - operation: Only changes by this operation, such as `/accessGrants/update`.
    ///   - operatorID: Only changes by this operator.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only changes with this text. A page reads up to 1,000 entries, and may be empty although others
    ///     follow.
    ///   - sort: Order of the entries.
    ///   - subjectID: Only changes about the resource with this ID.
    public func list(
      authorKind: AuditEntry.Author.Kind? = nil, authorReference: String? = nil, limit: Int = 100,
      occurredAfter: Instant? = nil, occurredBefore: Instant? = nil, operation: String? = nil,
      operatorID: ID<Operator>? = nil, pageCursor: String? = nil, search: String? = nil,
      sort: AuditEntry.Sort = .oldestFirst, subjectID: String? = nil
    ) async throws -> [AuditEntry] {
      try await listAll(
        authorKind: authorKind, authorReference: authorReference, limit: limit, occurredAfter: occurredAfter,
        occurredBefore: occurredBefore, operation: operation, operatorID: operatorID, search: search, sort: sort,
        subjectID: subjectID
      ).items(after: pageCursor)
    }

    /// Checks that no entry of the audit was changed or removed, and names the first one that was.
    ///
    /// - Parameters:
    ///   - head: Hash of an entry that must be in the audit, such as an earlier head. Entries removed at the end show
    ///     by it.
    public func verify(head: String? = nil) async throws -> AuditVerification {
      var request = API.Audit.Verify()
      request.head = head
      return try await seam.send(request)
    }
  }
}
