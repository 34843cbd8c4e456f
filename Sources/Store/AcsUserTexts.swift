import Core
import Wire

extension OpenChange {
  /// The stored form of an open call.
  var text: String {
    switch self {
    case .create: "create"
    case .createFor(let person): "create_for:\(person.text)"
    case .update: "update"
    case .subscribe: "subscribe"
    case .unsubscribe: "unsubscribe"
    case .block: "block"
    case .unblock: "unblock"
    case .delete: "delete"
    case .add(let group): "add:\(group.text)"
    case .remove(let group): "remove:\(group.text)"
    case .setTag: "set_tag"
    case .setEmailAddress: "set_email_address"
    case .ofSuccessor(let kind): "successor:\(kind.text)"
    case .makePin(let credential): "make_pin:\(credential.text)"
    }
  }

  init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("create", nil): self = .create
    case ("create_for", let person?): self = .createFor(ExternalID(person))
    case ("update", nil): self = .update
    case ("subscribe", nil): self = .subscribe
    case ("unsubscribe", nil): self = .unsubscribe
    case ("block", nil): self = .block
    case ("set_tag", nil): self = .setTag
    case ("set_email_address", nil): self = .setEmailAddress
    case ("successor", let text?):
      guard let kind = OpenCall.Kind(text: text) else { return nil }
      self = .ofSuccessor(kind)
    case ("unblock", nil): self = .unblock
    case ("delete", nil): self = .delete
    case ("add", let group?): self = .add(ExternalID(group))
    case ("remove", let group?): self = .remove(ExternalID(group))
    case ("make_pin", let credential?): self = .makePin(ID(credential))
    default: return nil
    }
  }
}

/// The rejections of a user as JSON. Nil for none, the usual case.
func refusalsText(_ refusals: [Refused]) -> String? {
  if refusals.isEmpty { return nil }
  let items = refusals.map { refused in
    JSON.object([
      "stage": .string(refused.stage.rawValue), "reason": .string(refused.refusal.reason.rawValue),
      "message": .string(refused.refusal.message), "at": .int(Int(refused.at.microseconds)),
    ])
  }
  return String(decoding: JSON.array(items).bytes, as: UTF8.self)
}

func refusals(_ text: String?) -> [Refused] {
  guard let text, case .array(let items)? = try? JSON.parse(text.utf8) else { return [] }
  return items.compactMap { item in
    guard let stage = item["stage"]?.text.flatMap(Stage.init(rawValue:)),
      let reason = item["reason"]?.text.flatMap(Refusal.Reason.init(rawValue:)),
      let message = item["message"]?.text, case .int(let at)? = item["at"]
    else { return nil }
    return Refused(stage: stage, refusal: Refusal(reason, message), at: Instant(microseconds: Int64(at)))
  }
}
