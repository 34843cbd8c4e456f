import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleConnectedAccounts(_ handlers: inout Handlers) {
    handlers.on(ConnectedAccounts.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let found =
          try request.connectedAccountID.map { try connection.connectedAccount($0, in: caller.workspaceID) }
          ?? request.email.map { try connection.connectedAccount(emailAddress: $0, in: caller.workspaceID) }
        let seen = try caller.session.map(connection.accounts(seenBy:))
        guard let account = found ?? nil, seen?.contains(account.id) ?? true else {
          throw APIError.notFound(.connectedAccount, request.connectedAccountID?.text)
        }
        return account.resource(
          try connection.acsSystems(of: account.id, in: caller.workspaceID), connection.brand)
      }
    }
    handlers.on(ConnectedAccounts.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var filter = ConnectedAccountFilter()
        filter.customerKey = request.customerKey
        filter.space = request.spaceID
        filter.notes = request.customMetadataHas ?? NotesFilter()
        filter.search = request.search
        if let key = request.userIdentifierKey {
          filter.ids =
            try connection.clientSession(key: key, in: caller.workspaceID)
            .map(connection.accounts(seenBy:)) ?? []
        }
        let page = try connection.connectedAccounts(filter, paging.range, in: caller.workspaceID)
        return Page(
          page.rows.map { $0.account.resource($0.systems, connection.brand) }, paging.pagination(next: page.next))
      }
    }
    handleAccountChanges(&handlers)
  }

  private func handleAccountChanges(_ handlers: inout Handlers) {
    handlers.on(ConnectedAccounts.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        var account = try change.account(request.connectedAccountID)
        if let key = request.customerKey, let known = account.customerKey, key != known {
          throw APIError.invalidInput("customer_key", "The account already belongs to another customer")
        }
        account.customerKey = request.customerKey ?? account.customerKey
        account.customMetadata = request.customMetadata?.members ?? account.customMetadata
        account.acceptedCapabilities = request.acceptedCapabilities ?? account.acceptedCapabilities
        account.managesNewDevices = request.automaticallyManageNewDevices ?? account.managesNewDevices
        account.givenName = request.displayName ?? account.givenName
        try change.transaction.save(account)
        return account.resource(
          try change.transaction.acsSystems(of: account.id, in: caller.workspaceID), change.brand)
      }
    }
    handlers.on(ConnectedAccounts.Delete.self) { request, caller, answer in
      let systems = try await write(caller, keeping: answer, as: { _ in Nothing() }) { change in
        let account = try change.account(request.connectedAccountID)
        let systems = try change.transaction.acsSystems(of: account.id, in: caller.workspaceID).map(\.id)
        try change.transaction.delete(account)
        return systems
      }
      gateway.leave(request.connectedAccountID, systems)
      return Nothing()
    }
    handlers.on(ConnectedAccounts.Sync.self) { request, caller in
      let account = try await read(caller) { connection, _ in
        try connection.account(request.connectedAccountID, in: caller.workspaceID)
      }
      await reconciler.sync(account.id, in: caller.workspaceID)
      return Nothing()
    }
    handlers.on(ConnectedAccounts.SimulateDisconnect.self) { request, caller, answer in
      let gateway = gateway
      let changed = try await write(caller, keeping: answer) { change in
        guard try change.transaction.workspace(caller.workspaceID)?.isSandbox == true else {
          throw APIError.workspaceNotSandbox
        }
        let account = try change.account(request.connectedAccountID)
        try change.transaction.saveSealedCredentials(
          gateway.refusedCredentials(of: account), of: account.id)
        return Nothing()
      }
      await gateway.signInAgain(request.connectedAccountID)
      await reconciler.observe(account: request.connectedAccountID, in: caller.workspaceID)
      return changed
    }
  }
}

extension Connection {
  func account(_ id: ID<ConnectedAccount>, in workspace: ID<Workspace>) throws -> ConnectedAccountRecord {
    guard let account = try connectedAccount(id, in: workspace) else {
      throw APIError.notFound(.connectedAccount, id.text)
    }
    return account
  }

  /// The API resources of accounts, in order of creation.
  func accountResources(_ ids: [ID<ConnectedAccount>], in workspace: ID<Workspace>) throws -> [ConnectedAccount] {
    var filter = ConnectedAccountFilter()
    filter.ids = ids
    return try connectedAccounts(filter, PageRange(from: nil, limit: Paging.rowMax), in: workspace).rows
      .map { $0.account.resource($0.systems, brand) }
  }
}

extension Platform.Change {
  fileprivate func account(_ id: ID<ConnectedAccount>) throws -> ConnectedAccountRecord {
    try transaction.account(id, in: workspaceID)
  }
}
