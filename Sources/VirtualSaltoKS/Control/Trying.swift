/// Attempts at a door, with a phone or with digits.
extension Cloud {
  func tryLock(_ lockID: String, _ body: [String: Any]) async throws -> Any {
    guard let decision = try decision(at: lockID, body) else {
      throw ControlProblem(status: 404, message: "there is no such lock")
    }
    await keep()
    return ["opened": decision.isOpen, "reason": decision.rawValue]
  }

  private func decision(at lockID: String, _ body: [String: Any]) throws -> DoorDecision? {
    if let pin = body["pin"] as? String {
      guard body["user_id"] == nil else {
        throw ControlProblem(status: 400, message: "give user_id or pin, not both: a keypad does not see who types")
      }
      return tryLock(lockID, pin: pin)
    }
    if let tag = body["tag"] as? String { return tryLock(lockID, tag: tag) }
    guard let userID = body["user_id"] as? String else {
      throw ControlProblem(status: 400, message: "user_id must be the id of a person, as the state shows it")
    }
    let leavesEntry = body["entry"] as? Bool ?? true
    let byPhone = body["by_phone"] as? Bool ?? false
    if leavesEntry, byPhone {
      throw ControlProblem(status: 400, message: "by_phone asks only; give entry false with it, or hold a phone there")
    }
    return leavesEntry ? tryLock(lockID, userID: userID) : decide(lockID, userID: userID, byPhone: byPhone)
  }
}
