import API
import Core
import Store
import Wire

extension Platform {
  func handleAudit(_ handlers: inout Handlers) {
    handlers.on(Audit.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        let page = try connection.auditEntries(
          request.filter, request.sort, paging.range, in: caller.workspaceID)
        let names = try connection.authorNames(of: page.rows, in: caller.workspaceID)
        return Page(page.rows.map { $0.resource(names) }, paging.pagination(next: page.next))
      }
    }
    handlers.on(Audit.Verify.self) { request, caller in
      try await database.verifyAudit(of: caller.workspaceID, expecting: request.head)
    }
    handlers.on(People.Erase.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.erase(request.userIdentityID)
        return Nothing()
      }
    }
  }
}

extension Platform.Change {
  /// Deletes an identity, and what the audit, the events and the attempts have about the person.
  fileprivate mutating func erase(_ id: ID<UserIdentity>) throws {
    let identity = try transaction.userIdentity(id, in: workspaceID)
    let ids = [id] + (identity.map { [$0.id] + $0.mergedIDs } ?? [])
    // First, so that the audit of the deletion does not record the person again.
    let person = try transaction.eraseAudit(of: Array(Set(ids)))
    if let identity {
      try delete(identity)
    } else if !person.isInAudit {
      throw APIError.notFound(.userIdentity, id.text)
    }
    // Last, since the deletion appends events and ends attempts.
    try transaction.eraseEvents(about: person.ids)
    try transaction.eraseActionAttempts(about: person.ids)
  }
}

extension Audit.List {
  fileprivate var filter: AuditFilter {
    var filter = AuditFilter()
    filter.authorKind = authorKind?.rawValue
    filter.authorReference = authorReference
    filter.operatorID = operatorID?.text
    filter.operation = operation
    filter.subjectID = subjectID
    filter.from = occurredAfter
    filter.until = occurredBefore
    filter.search = search
    return filter
  }
}
