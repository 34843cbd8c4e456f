import Core
import Wire

extension GrantGroup.OpenChange {
  /// The stored form of an open call.
  var text: String {
    switch self {
    case .create(let name): "create:\(name)"
    case .doors(let locks): "doors:" + locks.map(\.text).joined(separator: "\n")
    case .schedule: "schedule"
    case .delete: "delete"
    }
  }

  init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("create", let name?): self = .create(name: name)
    case ("doors", let locks?): self = .doors(locks.split(separator: "\n").map { ExternalID(String($0)) })
    case ("schedule", nil): self = .schedule
    case ("delete", nil): self = .delete
    default: return nil
    }
  }
}

/// The rejections of a group as JSON. Nil for none, the usual case.
func refusalsText(_ refusals: [GrantGroup.Refused]) -> String? {
  if refusals.isEmpty { return nil }
  let items = refusals.map { refused in
    JSON.object([
      "stage": .string(refused.stage.rawValue), "reason": .string(refused.refusal.reason.rawValue),
      "message": .string(refused.refusal.message), "at": .int(Int(refused.at.microseconds)),
    ])
  }
  return String(decoding: JSON.array(items).bytes, as: UTF8.self)
}

func grantGroupRefusals(_ text: String?) -> [GrantGroup.Refused] {
  items(of: text).compactMap { item in
    guard let stage = item["stage"]?.text.flatMap(GrantGroup.Stage.init(rawValue:)),
      let reason = item["reason"]?.text.flatMap(Refusal.Reason.init(rawValue:)),
      let message = item["message"]?.text, let at = item.instant("at")
    else { return nil }
    return GrantGroup.Refused(stage: stage, refusal: Refusal(reason, message), at: at)
  }
}

/// The time schedules of a group as JSON. The times are local.
func schedulesText(_ schedules: [ObservedTimeSchedule]) -> String {
  let items = schedules.map { schedule in
    var members: [String: JSON] = ["id": .string(schedule.id.text), "is_limited": .bool(schedule.period == nil)]
    members["starts"] = schedule.period?.starts.map { .int(Int($0.microseconds)) }
    members["ends"] = schedule.period?.ends.map { .int(Int($0.microseconds)) }
    return JSON.object(members)
  }
  return String(decoding: JSON.array(items).bytes, as: UTF8.self)
}

func schedules(_ text: String?) -> [ObservedTimeSchedule] {
  items(of: text).compactMap { item in
    guard let id = item["id"]?.text else { return nil }
    let period = LocalPeriod(starts: item.instant("starts"), ends: item.instant("ends"))
    return ObservedTimeSchedule(id: ExternalID(id), period: item["is_limited"] == .bool(true) ? nil : period)
  }
}

private func items(of text: String?) -> [JSON] {
  guard let text, case .array(let items)? = try? JSON.parse(text.utf8) else { return [] }
  return items
}

extension JSON {
  fileprivate func instant(_ name: String) -> Instant? {
    if case .int(let microseconds)? = self[name] { Instant(microseconds: Int64(microseconds)) } else { nil }
  }
}
