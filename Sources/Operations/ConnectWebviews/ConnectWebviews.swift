import API
import Core
import Store
import Wire

extension Platform {
  func handleConnectWebviews(_ handlers: inout Handlers) {
    handlers.on(ConnectWebviews.Create.self) { request, caller, answer in
      let wishes = try request.wishes(brand.kinds)
      let offered = gateway.providers(in: caller.workspaceID).map(\.key)
      guard wishes.acceptedProviders.contains(where: offered.contains) else {
        throw APIError.invalidInput(
          "accepted_providers", "This server is not configured to connect any of these providers")
      }
      let endpoint = try caller.address.forLinks()
      return try await write(caller, keeping: answer) { change in
        var webview = try change.newWebview(wishes)
        if let known = caller.session {
          // Read again, since the session may have got more grants since authentication.
          guard var session = try change.transaction.clientSession(known.id, in: change.workspaceID) else {
            throw APIError.clientSessionNotFound
          }
          // Setting a customer grants the account to the customer's sessions.
          if let asked = wishes.customerKey, asked != session.customerKey {
            throw APIError.invalidInput("customer_key", "A session can create webviews only for its own customer")
          }
          webview.wishes.customerKey = session.customerKey
          guard session.connectWebviewIDs.count < ClientSessionRecord.webviewMax else {
            throw APIError.tooManyWebviews(limit: ClientSessionRecord.webviewMax)
          }
          session.connectWebviewIDs.append(webview.id)
          try change.transaction.save(session)
        }
        try change.transaction.save(webview)
        return try change.secrets.resource(webview, at: endpoint)
      }
    }
    handlers.on(ConnectWebviews.Get.self) { request, caller in
      let (secrets, endpoint) = (secrets, try caller.address.forLinks())
      return try await read(caller) { connection, _ in
        try secrets.resource(connection.webview(request.connectWebviewID, caller), at: endpoint)
      }
    }
    handlers.on(ConnectWebviews.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let (secrets, endpoint) = (secrets, try caller.address.forLinks())
      return try await read(caller) { connection, _ in
        let filter = try connection.filter(request, caller)
        let page = try connection.connectWebviews(filter, paging.range, in: caller.workspaceID)
        return Page(
          try page.rows.map { try secrets.resource($0, at: endpoint) }, paging.pagination(next: page.next))
      }
    }
    handlers.on(ConnectWebviews.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        try change.transaction.remove(change.transaction.webview(request.connectWebviewID, caller))
        return Nothing()
      }
    }
  }
}

extension ConnectWebviews.Create {
  fileprivate func wishes(_ kinds: BrandKinds) throws -> ConnectWebviewRecord.Wishes {
    var wishes = ConnectWebviewRecord.Wishes()
    let excluded = Set(excludedProviders ?? [])
    let ours = [kinds.provider.rawValue, kinds.betaProvider.rawValue]
    let wanted = acceptedProviders?.map(\.rawValue) ?? [providerCategory == .beta ? ours[1] : ours[0]]
    wishes.acceptedProviders = wanted.filter { !excluded.contains($0) }
    guard wishes.acceptedProviders.contains(where: ours.contains) else {
      throw APIError.invalidInput("accepted_providers", "This server can connect only \(ours[0]) and \(ours[1])")
    }
    wishes.isAnyProviderAllowed = acceptedProviders == nil && excluded.isEmpty && providerCategory == nil
    wishes.acceptedCapabilities = (acceptedCapabilities ?? [.accessControl]).map(\.rawValue)
    wishes.customMetadata = customMetadata?.members ?? [:]
    wishes.customRedirectURL = try webAddress(customRedirectURL, "custom_redirect_url")
    wishes.customRedirectFailureURL = try webAddress(customRedirectFailureURL, "custom_redirect_failure_url")
    wishes.customerKey = customerKey
    wishes.automaticallyManagesNewDevices = automaticallyManageNewDevices ?? true
    wishes.waitsForDeviceCreation = waitForDeviceCreation
    wishes.deviceSelectionMode = deviceSelectionMode ?? .none
    return wishes
  }

  /// A page redirects visitors to this URL, so it must not be a script.
  private func webAddress(_ text: String?, _ parameter: String) throws -> String? {
    guard let text else { return nil }
    guard WebAddress(text) != nil else {
      throw APIError.invalidInput(
        parameter, "Must be an absolute URL that starts with https:// or http:// and has a host")
    }
    return text
  }
}

extension Platform.Change {
  fileprivate func newWebview(_ wishes: ConnectWebviewRecord.Wishes) throws -> ConnectWebviewRecord {
    var webview = ConnectWebviewRecord(
      id: identifiers.next(), workspaceID: workspaceID,
      sequence: try transaction.nextConnectWebviewSequence(), createdAt: now, sealedToken: [],
      wishes: wishes)
    let token = APIKeyToken.letters(33, secrets.random)
    webview.sealedToken = try secrets.seal.sealed(Array(token.utf8), place: webview.tokenPlace)
    return webview
  }
}

extension Connection {
  fileprivate func webview(_ id: ID<ConnectWebview>, _ caller: Caller) throws -> ConnectWebviewRecord {
    guard let webview = try connectWebview(id, in: caller.workspaceID),
      caller.session?.connectWebviewIDs.contains(id) ?? true
    else { throw APIError.notFound(.connectWebview, id.text) }
    return webview
  }

  fileprivate func filter(_ request: ConnectWebviews.List, _ caller: Caller) throws -> ConnectWebviewFilter {
    var filter = ConnectWebviewFilter()
    filter.customerKey = request.customerKey
    filter.notes = request.customMetadataHas ?? NotesFilter()
    filter.search = request.search
    filter.ids = caller.session?.connectWebviewIDs
    if let key = request.userIdentifierKey {
      let own = try clientSession(key: key, in: caller.workspaceID)?.connectWebviewIDs ?? []
      filter.ids = filter.ids.map { $0.filter(own.contains) } ?? own
    }
    return filter
  }
}

extension Secrets {
  /// The API resource, including the URL of the page.
  func resource(_ webview: ConnectWebviewRecord, at endpoint: String) throws -> ConnectWebview {
    let token = try seal.opened(webview.sealedToken, place: webview.tokenPlace)
    let query = "connect_webview_id=\(webview.id)&auth_token=\(String(decoding: token, as: UTF8.self))"
    return webview.resource(url: "\(endpoint)\(PlainRoute.connectPage.path)?\(query)")
  }
}
