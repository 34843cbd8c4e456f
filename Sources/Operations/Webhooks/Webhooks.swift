import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleWebhooks(_ handlers: inout Handlers) {
    handlers.on(Webhooks.Create.self) { request, caller, answer in
      let secrets = secrets
      try await refuseUnreachable(request.url)
      let made = try await write(caller, keeping: answer, as: { try secrets.resource($0) }) { try $0.create(request) }
      deliverer.wake(WebhookKey(made))
      return try secrets.resource(made)
    }
    handlers.on(Webhooks.Get.self) { request, caller in
      let webhook = try await webhook(request.webhookID, caller)
      return try secrets.resource(webhook)
    }
    handlers.on(Webhooks.List.self) { _, caller in
      try await read(caller) { connection, _ in try connection.webhooks(in: caller.workspaceID) }
        .map(secrets.resource)
    }
    handlers.on(Webhooks.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        var webhook = try change.webhook(request.webhookID)
        webhook.eventTypes = try checked(request.eventTypes)
        try change.transaction.save(webhook)
        return Nothing()
      }
    }
    handlers.on(Webhooks.Delete.self) { request, caller, answer in
      let webhook = try await write(caller, keeping: answer, as: { _ in Nothing() }) { change in
        let webhook = try change.webhook(request.webhookID)
        try change.transaction.remove(webhook)
        return webhook
      }
      deliverer.wake(WebhookKey(webhook))
      return Nothing()
    }
    handleWebhookDeliveries(&handlers)
    handleEventDeliveries(&handlers)
  }

  private func handleWebhookDeliveries(_ handlers: inout Handlers) {
    handlers.on(WebhookDeliveries.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let webhook = try connection.existingWebhook(request.webhookID, in: caller.workspaceID)
        return webhook.state(
          try connection.deliveryCounts(of: webhook),
          lastSequence: try connection.lastEventSequence(in: caller.workspaceID),
          try connection.webhookAttempts(of: webhook, limit: 100))
      }
    }
    handlers.on(WebhookDeliveries.ListStates.self) { _, caller in
      try await read(caller) { connection, _ in
        let counts = try connection.deliveryCounts(in: caller.workspaceID)
        let attempts = try connection.lastWebhookAttempts(in: caller.workspaceID)
        let lastSequence = try connection.lastEventSequence(in: caller.workspaceID)
        return try connection.webhooks(in: caller.workspaceID).map { webhook in
          webhook.state(
            counts[webhook.id] ?? DeliveryCounts(), lastSequence: lastSequence,
            attempts[webhook.id].map { [$0] } ?? [])
        }
      }
    }
    handlers.on(WebhookDeliveries.Resume.self) { request, caller, answer in
      // Deliveries follow the system's clock, also in a sandbox.
      let now = clocks.system.now()
      let webhook = try await write(caller, keeping: answer, as: { _ in Nothing() }) { change in
        var webhook = try change.webhook(request.webhookID)
        webhook.pausedAt = nil
        try change.transaction.save(webhook)
        try change.transaction.makeAllDue(of: webhook, at: now)
        return webhook
      }
      deliverer.wake(WebhookKey(webhook))
      return Nothing()
    }
    handlers.on(WebhookDeliveries.Replay.self) { request, caller, answer in
      let webhook = try await write(caller, keeping: answer, as: { _ in Nothing() }) { change in
        var webhook = try change.webhook(request.webhookID)
        try change.transaction.forgetDeliveries(of: webhook, from: request.fromSequence)
        webhook.takenUntil = min(webhook.takenUntil, request.fromSequence - 1)
        webhook.replayCount += 1
        webhook.pausedAt = nil
        try change.transaction.save(webhook)
        return webhook
      }
      deliverer.wake(WebhookKey(webhook))
      return Nothing()
    }
  }

  /// Rejects a URL to which no event could be sent.
  private func refuseUnreachable(_ url: String) async throws {
    if let fault = receiverFault(url) { throw APIError.invalidInput("url", fault) }
    if let refusal = await deliverer.refusal(of: url) { throw APIError.invalidInput("url", refusal) }
  }

  func webhook(_ id: ID<Webhook>, _ caller: Caller) async throws -> WebhookRecord {
    try await read(caller) { connection, _ in try connection.existingWebhook(id, in: caller.workspaceID) }
  }
}

extension WebhookRecord {
  fileprivate func state(
    _ counts: DeliveryCounts, lastSequence: Int, _ attempts: [WebhookAttempt]
  ) -> WebhookState {
    WebhookState(
      webhookID: id, url: url, pausedAt: pausedAt, takenUntil: takenUntil, lastSequence: lastSequence,
      waitingCount: counts.waiting, exhaustedCount: counts.exhausted, attempts: attempts.map(\.resource))
  }
}

extension Connection {
  func existingWebhook(_ id: ID<Webhook>, in workspace: ID<Workspace>) throws -> WebhookRecord {
    guard let webhook = try webhook(id, in: workspace) else { throw APIError.notFound(.webhook, id.text) }
    return webhook
  }
}

extension Platform.Change {
  fileprivate func webhook(_ id: ID<Webhook>) throws -> WebhookRecord {
    try transaction.existingWebhook(id, in: workspaceID)
  }

  fileprivate func create(_ request: Webhooks.Create) throws -> WebhookRecord {
    let id: ID<Webhook> = identifiers.next()
    let secret = Array(WebhookSignature.secret(secrets.random).utf8)
    let webhook = WebhookRecord(
      id: id, workspaceID: workspaceID, sequence: try transaction.nextWebhookSequence(), createdAt: now,
      url: request.url, eventTypes: try checked(request.eventTypes),
      sealedSecret: try secrets.seal.sealed(secret, place: WebhookRecord.secretPlace(of: id, in: workspaceID)),
      takenUntil: try transaction.lastEventSequence(in: workspaceID))
    try transaction.save(webhook)
    return webhook
  }
}

private func checked(_ types: [String]) throws -> [String] {
  if let unknown = types.first(where: { $0 != "*" && EventType(rawValue: $0) == nil }) {
    throw APIError.invalidEventTypes(unknown)
  }
  return types
}

extension Secrets {
  fileprivate func resource(_ webhook: WebhookRecord) throws -> Webhook {
    let secret = try seal.opened(webhook.sealedSecret, place: webhook.secretPlace)
    return webhook.resource(secret: String(decoding: secret, as: UTF8.self))
  }
}
