import API
import Core
import Engine
import Logging
import Store
import Wire

/// The steps of a visitor.
extension WebviewVisits {
  func take(_ step: ConnectStep, _ webview: ConnectWebviewRecord) async throws -> WebviewVisit {
    switch (step, self.step(of: webview)) {
    case (.signIn(let username, let password), .signIn), (.signIn(let username, let password), .sites),
      (.signIn(let username, let password), .confirmation):
      return try await signIn(webview, username, password)
    case (.cancel, .signIn) where webview.progress.step != .signIn:
      return try await visit(webview, signInFault: .inAnotherBrowser)
    // A visitor in another browser is further along. A visitor with only the link cannot change that.
    case (_, .signIn) where webview.progress.step != .signIn: return try await visit(webview)
    case (.proceed, .introduction): return try await go(webview) { $0.step = .signIn }
    case (.choose(let provider), .signIn):
      guard providers(for: webview).contains(where: { $0.key == provider }) else { return try await visit(webview) }
      return try await go(webview) { $0.provider = provider }
    case (.select(let sites), .sites): return try await select(sites, webview)
    case (.allow, .confirmation): return try await connect(webview)
    case (.back, .confirmation): return try await go(webview) { $0.step = .sites }
    case (.back, .sites), (.back, .signIn):
      return try await go(webview) { progress in
        progress = ConnectWebviewRecord.Progress()
        progress.step = .signIn
      }
    case (.cancel, .connected), (.cancel, .failed): return try await visit(webview)
    case (.cancel, _): return try await fail(webview, because: Self.cancelled)
    default: return try await visit(webview)
    }
  }

  func go(
    _ webview: ConnectWebviewRecord, _ change: (inout ConnectWebviewRecord.Progress) -> Void
  ) async throws -> WebviewVisit {
    var progress = webview.progress
    change(&progress)
    let next = progress
    return try await visit(try await advance(webview, to: next))
  }

  /// Stores a visitor's progress.
  ///
  /// - Parameter telling: further writes of the same transaction.
  /// - Throws: ``Gone`` and ``Overtaken``. Nothing is written then.
  func advance(
    _ webview: ConnectWebviewRecord, to progress: ConnectWebviewRecord.Progress,
    telling: @escaping @Sendable (Transaction) throws -> Void = { _ in }
  ) async throws -> ConnectWebviewRecord {
    let clocks = platform.clocks
    return try await platform.database.write(
      in: webview.workspaceID, at: clocks.now(in: webview.workspaceID), by: .visitor(from: visitor.sender),
      asking: webview.visit
    ) { transaction in
      var current = try transaction.unchanged(webview)
      current.progress = progress
      try transaction.save(current)
      try telling(transaction)
      return current
    }
  }

  private func signIn(
    _ webview: ConnectWebviewRecord, _ username: String, _ password: String
  ) async throws -> WebviewVisit {
    guard let provider = provider(of: webview) else { return try await visit(webview) }
    let failedProofs = platform.failedProofs
    let attempt: FailedProofs.Attempt
    do {
      attempt = try failedProofs.begin(
        .password, at: webview.id.text, from: visitor.sender, mark: platform.identifiers.text())
    } catch {
      return try await signInAgain(webview, .locked)
    }
    let access: AdministratorAccess
    do throws(SignInFault) {
      access = try await gateway.signIn(
        to: provider.key, in: webview.workspaceID, username: username, password: password)
    } catch {
      if error != .wrongPassword { failedProofs.forgive(attempt) }
      return try await signInAgain(webview, error)
    }
    failedProofs.forgive(attempt)
    return try await welcome(access, webview, provider)
  }

  /// Shows the sign-in, whatever the progress.
  private func signInAgain(_ webview: ConnectWebviewRecord, _ fault: SignInFault) async throws -> WebviewVisit {
    var asking = webview
    asking.progress.step = .signIn
    return try await visit(asking, signInFault: fault)
  }

  /// Shows a signed-in administrator the sites to choose from.
  func welcome(
    _ access: AdministratorAccess, _ webview: ConnectWebviewRecord, _ provider: AccountProvider
  ) async throws -> WebviewVisit {
    do {
      guard try await !gateway.sites(of: access, at: provider.key, in: webview.workspaceID).isEmpty else {
        return try await signInAgain(webview, .notAnAdministrator)
      }
    } catch {
      return try await signInAgain(webview, .unreachable)
    }
    let sealed = try platform.secrets.seal.sealed(access.bytes, place: webview.accessPlace)
    let mark = visitor.mark(at: webview.id)
    return try await go(webview) { progress in
      progress.provider = provider.key
      progress.sealedAccess = sealed
      progress.browserHash = mark
      progress.chosenSites = []
      progress.step = .sites
    }
  }

  private func select(_ sites: [String], _ webview: ConnectWebviewRecord) async throws -> WebviewVisit {
    if sites.isEmpty { return try await visit(webview, siteFault: .noneChosen) }
    guard let provider = provider(of: webview), let access = access(of: webview) else {
      return try await visit(webview)
    }
    let offered = try? await gateway.sites(of: access, at: provider.key, in: webview.workspaceID)
    guard let offered else { return try await visit(webview, siteFault: .unreachable) }
    let free = Set(offered.filter(\.isReleased).map(\.id.text))
    guard sites.allSatisfy(free.contains) else { return try await visit(webview, siteFault: .notAvailable) }
    return try await go(webview) { progress in
      progress.chosenSites = sites
      progress.step = .confirmation
    }
  }

  /// Adds the integration's user to the sites, stores the account and starts its sync. Each part can be
  /// repeated, so an interrupted visitor continues from the confirmation.
  private func connect(_ webview: ConnectWebviewRecord) async throws -> WebviewVisit {
    guard let provider = provider(of: webview), let access = access(of: webview) else {
      return try await visit(webview)
    }
    for site in webview.progress.chosenSites {
      do throws(ProviderFault) {
        try await gateway.admitIntegration(
          to: ExternalID(site), by: access, at: provider.key, in: webview.workspaceID)
      } catch {
        guard case .refused = error else { return try await visit(webview, siteFault: .unreachable) }
        return try await visit(webview, siteFault: .notAllowed(site: site))
      }
    }
    let (account, isNew): (ConnectedAccountRecord, Bool)
    do { (account, isNew) = try await keep(webview, access, provider.key) } catch is ForeignCustomer {
      return try await fail(webview, because: Self.foreignCustomer)
    }
    do { try await gateway.join(account) } catch {
      platform.logger.error(
        "An account could not be joined; the visitor can retry",
        metadata: ["connected_account_id": "\(account.id)", "error": "\(error)"])
      return try await visit(webview, siteFault: .unreachable)
    }
    if !isNew { await platform.reconciler.requestSignIn(of: account.id, in: account.workspaceID) }
    return try await finish(webview, account, isNew: isNew)
  }

  /// The account and the webview belong to different customers.
  private struct ForeignCustomer: Error {}

  private func keep(
    _ webview: ConnectWebviewRecord, _ access: AdministratorAccess, _ provider: String
  ) async throws -> (ConnectedAccountRecord, isNew: Bool) {
    let (gateway, clocks) = (gateway, platform.clocks)
    return try await platform.database.write(
      in: webview.workspaceID, at: clocks.now(in: webview.workspaceID), by: .visitor(from: visitor.sender),
      asking: webview.visit
    ) { transaction in
      let workspace = webview.workspaceID
      _ = try transaction.unchanged(webview)
      let known = try transaction.connectedAccount(of: access.person, at: provider, in: workspace)
      var account =
        try known
        ?? ConnectedAccountRecord(
          id: transaction.identifiers.next(), workspaceID: workspace,
          sequence: try transaction.nextConnectedAccountSequence(), createdAt: transaction.now,
          emailAddress: access.emailAddress, fault: nil, provider: provider)
      if let asked = webview.wishes.customerKey, let own = account.customerKey, asked != own { throw ForeignCustomer() }
      account.person = access.person
      let before = account.chosenSites ?? []
      account.chosenSites = before + webview.progress.chosenSites.filter { !before.contains($0) }
      account.customerKey = webview.wishes.customerKey ?? account.customerKey
      account.customMetadata = webview.wishes.customMetadata
      account.fault = nil
      if known == nil { account.managesNewDevices = webview.wishes.automaticallyManagesNewDevices }
      let sealed = try gateway.sealedCredentials(of: account)
      if known == nil {
        try transaction.insert(account, isVirtual: false, sealedCredentials: sealed)
      } else {
        try transaction.save(account)
        try transaction.saveSealedCredentials(sealed, of: account.id)
        try transaction.saveFault(nil, of: account.id)
      }
      return (account, known == nil)
    }
  }

  private func finish(
    _ webview: ConnectWebviewRecord, _ account: ConnectedAccountRecord, isNew: Bool
  ) async throws -> WebviewVisit {
    let now = platform.clocks.now(in: webview.workspaceID)
    var progress = webview.progress
    progress.step = .connected
    progress.accountID = account.id
    progress.authorizedAt = now
    progress.sealedAccess = nil
    var types: [EventType] = [
      .connectWebviewLoginSucceeded, .connectedAccountSuccessfulLogin, .connectedAccountConnected,
    ]
    types.append(isNew ? .connectedAccountCreated : .connectedAccountCompletedFirstSyncAfterReconnection)
    let published = types
    let done = try await advance(
      webview, to: progress,
      telling: { transaction in
        for type in published { try transaction.append(type, about: .of(webview, account: account.id)) }
      })
    return try await visit(done)
  }

  private func fail(_ webview: ConnectWebviewRecord, because reason: String) async throws -> WebviewVisit {
    var progress = webview.progress
    progress.step = .failed
    progress.failure = reason
    progress.sealedAccess = nil
    let failed = try await advance(
      webview, to: progress,
      telling: { transaction in
        try transaction.append(.connectWebviewLoginFailed, about: .of(webview))
      })
    return try await visit(failed)
  }
}

extension Connection {
  /// The webview, if it has not changed since it was read.
  fileprivate func unchanged(_ webview: ConnectWebviewRecord) throws -> ConnectWebviewRecord {
    guard let current = try connectWebview(webview.id, in: webview.workspaceID) else { throw WebviewVisits.Gone() }
    guard current.progress == webview.progress else { throw WebviewVisits.Overtaken(webview: current) }
    return current
  }
}

extension ConnectWebviewRecord {
  /// A visit of the page, for the audit.
  fileprivate var visit: AuditedCall {
    AuditedCall("pages/connect_webview", parameters: ["connect_webview_id": .string(id.text)])
  }
}
