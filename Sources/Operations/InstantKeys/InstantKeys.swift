import API
import Core
import Store
import Wire

extension Platform {
  func handleInstantKeys(_ handlers: inout Handlers) {
    handlers.on(InstantKeys.Get.self) { request, caller in
      let (secrets, endpoint) = (secrets, try caller.address.forLinks())
      return try await read(caller) { connection, _ in
        try secrets.resource(connection.instantKey(request, caller), at: endpoint)
      }
    }
    handlers.on(InstantKeys.List.self) { request, caller in
      let (secrets, endpoint) = (secrets, try caller.address.forLinks())
      return try await read(caller) { connection, _ in
        let identity = try request.userIdentityID.map { try connection.current($0, in: caller.workspaceID) }
        return try connection.instantKeys(of: identity, in: caller.workspaceID).map {
          try secrets.resource($0, at: endpoint)
        }
      }
    }
    handlers.on(InstantKeys.Delete.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        guard let key = try change.transaction.instantKey(request.instantKeyID, in: change.workspaceID) else {
          throw APIError.notFound(.instantKey, request.instantKeyID.text)
        }
        try change.delete(key)
        return Nothing()
      }
    }
    handlers.on(UserIdentities.GenerateInstantKey.self) { request, caller, answer in
      let endpoint = try caller.address.forLinks()
      return try await write(caller, keeping: answer) { try $0.generateInstantKey(request, caller, at: endpoint) }
    }
    handleInstantKeyLinks(&handlers)
  }
}

extension Connection {
  fileprivate func instantKey(_ request: InstantKeys.Get, _ caller: Caller) throws -> InstantKeyRecord {
    var key: InstantKeyRecord?
    if let id = request.instantKeyID {
      key = try instantKey(id, in: caller.workspaceID)
    } else if let link = request.instantKeyURL {
      key = try instantKey(codeHash: sha256Text(shortCode(in: link)))
    }
    guard let key, key.workspaceID == caller.workspaceID else {
      throw APIError.notFound(.instantKey, request.instantKeyID?.text)
    }
    return key
  }
}

/// The code in a link. A text without a slash or a question mark is the code itself.
func shortCode(in link: String) -> String {
  guard let question = link.firstIndex(of: "?") else { return String(link.split(separator: "/").last ?? "") }
  let items = link[link.index(after: question)...].split(separator: "&")
  return items.first { $0.hasPrefix("c=") }.map { String($0.dropFirst(2)) } ?? ""
}

extension Secrets {
  /// The API resource, including the link.
  func resource(_ key: InstantKeyRecord, at endpoint: String) throws -> InstantKey {
    key.resource(url: try link(of: key, at: endpoint))
  }

  /// The link of a key.
  ///
  /// - Parameter endpoint: the server's public URL.
  func link(of key: InstantKeyRecord, at endpoint: String) throws -> String {
    let code = try seal.opened(key.sealedCode, place: key.codePlace)
    return "\(endpoint)\(PlainRoute.guestPage.path)?c=\(String(decoding: code, as: UTF8.self))"
  }

  /// The token of the key's client session.
  func token(of key: InstantKeyRecord) throws -> String {
    String(decoding: try seal.opened(key.sealedToken, place: key.tokenPlace), as: UTF8.self)
  }
}
