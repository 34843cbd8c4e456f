import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleEventDeliveries(_ handlers: inout Handlers) {
    handlers.on(WebhookDeliveries.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        let webhook = try connection.existingWebhook(request.webhookID, in: caller.workspaceID)
        let page = try connection.eventDeliveries(of: webhook, only: request.eventID, paging.range)
        return Page(page.rows, paging.pagination(next: page.next))
      }
    }
    handlers.on(WebhookDeliveries.SendTestEvent.self) { request, caller in
      let webhook = try await webhook(request.webhookID, caller)
      let id: ID<Event> = identifiers.next()
      let body = testEvent(id, in: caller.workspaceID)
      let sent = try await deliverer.send("msg_\(id)", String(decoding: body.bytes, as: UTF8.self), to: webhook)
      try await noteCall(caller)
      return WebhookTest(
        sentAt: sent.at, sentBody: body, isDelivered: sent.answer.problem == nil, statusCode: sent.answer.status,
        problem: sent.answer.problem)
    }
  }

  /// An event of a type that no other event has, so that receivers do nothing about it.
  private func testEvent(_ id: ID<Event>, in workspace: ID<Workspace>) -> JSON {
    let now = JSON.string(clocks.now(in: workspace).description)
    return .object([
      "event_id": .string(id.text), "event_type": .string("latchkey.test_event"), "created_at": now, "occurred_at": now,
      "workspace_id": .string(workspace.text), "event_description": .string("A test. Nothing has happened."),
    ])
  }
}
