import Foundation

/// `/v1/hub/entries`: sends entries as they arrive, over SignalR with Server-Sent Events. Entries that arrive without a
/// listener are never sent.
extension Cloud {
  func entryHub(_ request: VirtualRequest) throws -> Reply {
    let query = queryItems(request.query)
    guard let token = token(of: request) ?? liveToken(query["access_token"]) else { return unauthorized }
    guard let site = query["site_id"].flatMap(state.index(of:)).map({ state.sites[$0] }) else {
      throw ConnectRefusal.notFound("Site")
    }
    // A caller who does not administer the site receives only their own entries.
    let person = token.personID ?? Scenario.integrationPersonID
    if site.administrator(person) == nil, query["user_id"] != person {
      throw ConnectRefusal.notAllowed("The operation is not allowed")
    }
    switch (request.method, request.path) {
    case ("POST", "/v1/hub/entries/negotiate"): return negotiate(query, at: site.id)
    case ("GET", "/v1/hub/entries"): return openStream(request, query)
    case ("POST", "/v1/hub/entries"): return hear(request, query)
    default: return Reply(status: 404)
    }
  }

  private func negotiate(_ query: [String: String], at siteID: String) -> Reply {
    let id = state.platform.newID()
    hub.negotiate(id, siteID: siteID, personID: query["user_id"])
    let transports: [[String: Any]] = [
      ["transport": "WebSockets", "transferFormats": ["Text", "Binary"]],
      ["transport": "ServerSentEvents", "transferFormats": ["Text"]],
      ["transport": "LongPolling", "transferFormats": ["Text", "Binary"]],
    ]
    guard query["negotiateVersion"].flatMap(Int.init) ?? 0 > 0 else {
      return .object(["connectionId": id, "availableTransports": transports])
    }
    return .object([
      "negotiateVersion": 1, "connectionId": state.platform.newID(), "connectionToken": id,
      "availableTransports": transports,
    ])
  }

  private func openStream(_ request: VirtualRequest, _ query: [String: String]) -> Reply {
    guard request.headers["accept"]?.contains("text/event-stream") == true else {
      return Reply(status: 400, json: ["Message": "Only Server-Sent Events are served"])
    }
    // Earlier arrivals were sent, or had no listener.
    tellArrivals()
    let id = query["id"] ?? ""
    let now = now
    let missed = Set(state.sites.flatMap { $0.arrivals(until: now).map(\.id) })
    guard let messages = hub.open(id, missed: missed) else { return Reply(status: 404) }
    if telling == nil { telling = Task { [weak self] in await self?.tellWhileSomeoneListens() } }
    return Reply(stream: messages)
  }

  /// Handles a listener's messages: the handshake first, then pings.
  private func hear(_ request: VirtualRequest, _ query: [String: String]) -> Reply {
    guard let id = query["id"], let connection = hub.connections[id], connection.stream != nil else {
      return Reply(status: 404)
    }
    guard !connection.hasShakenHands else { return Reply() }
    let message = request.body.prefix { $0 != 0x1e }
    let handshake = try? JSONSerialization.jsonObject(with: message) as? [String: Any]
    let isUnderstood = handshake?["protocol"] as? String == "json" && handshake?["version"] as? Int == 1
    hub.shakeHands(id, isUnderstood: isUnderstood)
    return Reply()
  }

  /// Polls, since the cloud's clock may be external and jump.
  private func tellWhileSomeoneListens() async {
    let pingEvery = 300
    var looks = 0
    while hub.isOpen, !Task.isCancelled {
      tellArrivals()
      looks += 1
      if looks % pingEvery == 0 { hub.ping() }
      try? await Task.sleep(for: .milliseconds(50))
      hub.forgetEnded()
    }
    telling = nil
  }

  private func tellArrivals() {
    // Entries that are not on disk yet are sent in a later round.
    guard !isWriting, !isJournalBroken else { return }
    let now = now
    for index in state.sites.indices {
      let arrived = state.sites[index].takeArrivals(until: now)
      let site = state.sites[index]
      for entry in arrived { hub.tell(entry.id, site.entryJSON(entry), at: site.id, of: entry.personID) }
    }
  }
}

extension EntryHub {
  fileprivate func tell(_ id: String, _ entry: [String: Any], at siteID: String, of personID: String?) {
    guard let data = try? JSONSerialization.data(withJSONObject: entry, options: [.sortedKeys]),
      let message = try? JSONSerialization.data(
        withJSONObject: [
          "type": 1, "target": "ReceiveMessage", "arguments": [String(decoding: data, as: UTF8.self)],
        ], options: [.sortedKeys, .withoutEscapingSlashes])
    else { return }
    tell(id, as: String(decoding: message, as: UTF8.self), at: siteID, of: personID)
  }
}
