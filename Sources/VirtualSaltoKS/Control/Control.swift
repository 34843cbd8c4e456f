import Foundation

extension Cloud {
  /// The operations under `/virtual`. They need no token, since they simulate the world around the cloud.
  func control(_ request: VirtualRequest) async -> VirtualAnswer {
    let body = (try? JSONSerialization.jsonObject(with: request.body) as? [String: Any]) ?? [:]
    let parts = request.path.split(separator: "/").map(String.init)
    let json: Any
    do {
      let changes = request.method != "GET"
      if changes, await !canKeep() { throw ControlProblem.journalIsBroken }
      json = try await perform(request, parts, body)
      if changes, isJournalBroken { throw ControlProblem.journalIsBroken }
    } catch let problem as ControlProblem {
      return encoded(["error": problem.message], status: problem.status)
    } catch {
      return encoded(["error": "the body is not what this operation takes"], status: 400)
    }
    return encoded(json, status: 200)
  }

  private func perform(_ request: VirtualRequest, _ parts: [String], _ body: [String: Any]) async throws -> Any {
    switch (request.method, parts.dropFirst().joined(separator: "/")) {
    case ("GET", "state"): return stateJSON
    case ("GET", "building"): return try buildingJSON(locks: queryItems(request.query)["lock"])
    case ("GET", "ledger"):
      return [
        "entries": ledgerJSON(after: Int(queryItems(request.query)["after_seq"] ?? "") ?? 0), "arrived": arrived,
        "answered": state.platform.callCount,
      ]
    case ("GET", "health"): return ["ok": true]
    case ("GET", "mailbox"):
      return [
        "invitations": state.platform.invitations.map { invitationJSON($0, base: request.base) }, "iq_pins": iqPins,
      ]
    case ("POST", "streams/break"): return ["broken": hub.breakAll()]
    case ("GET", "clock"): return clockJSON
    case ("POST", "clock"): return try await setClock(body)
    case ("POST", "start_anew"):
      await startOver()
      return ["ok": true]
    case ("GET", "settings"): return settingsJSON
    case ("POST", "settings"): return try await setSettings(body)
    case ("POST", "faults"): return try await setFaults(request.body)
    case ("POST", "site"): return try await setSite(body)
    case ("POST", _) where parts.count == 4 && parts[1] == "locks" && parts[3] == "try":
      return try await tryLock(parts[2], body)
    case ("POST", _) where parts.count == 4 && parts[1] == "locks" && parts[3] == "people":
      return try await addPerson(at: parts[2], body)
    case ("POST", "locks"): return try await addLock(body)
    case ("POST", "iqs"): return try await addIQ(body)
    case ("POST", "tags"): return try await readTag(body)
    case ("POST", _) where parts.count == 3 && parts[1] == "locks": return try await setLock(parts[2], body)
    case ("POST", _) where parts.count == 3 && parts[1] == "access_groups":
      return try await renameGroup(parts[2], body)
    case ("POST", _) where parts.count == 3 && parts[1] == "iqs": return try await setIQ(parts[2], body)
    default: throw ControlProblem(status: 404, message: "there is no operation at \(request.method) \(request.path)")
    }
  }

  private func encoded(_ json: Any, status: Int) -> VirtualAnswer {
    let data = (try? JSONSerialization.data(withJSONObject: json, options: [.sortedKeys])) ?? Data()
    return .answer(status: status, headers: [("content-type", "application/json; charset=utf-8")], body: data)
  }

  private var stateJSON: [String: Any] { ["sites": state.sites.map(\.wholeJSON)] }

  private func buildingJSON(locks name: String?) throws -> [String: Any] {
    let faults = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(state.platform.faults))
    return ["sites": state.sites.map { $0.buildingJSON(locks: name) }, "faults": faults]
  }

  private func ledgerJSON(after seq: Int) -> [[String: Any]] {
    state.platform.ledger(after: seq).map { entry in
      [
        "seq": entry.seq, "arrival": entry.arrival, "at": Moment.text(entry.at), "method": entry.method,
        "path": entry.path,
        "status": entry.status ?? NSNull(), "effect": entry.effect ?? NSNull(), "user_id": entry.userID ?? NSNull(),
        "caller_id": entry.callerID ?? NSNull(), "system_at": entry.systemAt.map(Moment.text) ?? NSNull(),
      ]
    }
  }

  private var clockJSON: [String: Any] {
    ["now": Moment.text(now), "next_due_at": nextDue().map(Moment.text) ?? NSNull()]
  }

  private func setClock(_ body: [String: Any]) async throws -> Any {
    guard let moment = (body["now"] as? String).flatMap(Moment.parsed) else {
      throw ControlProblem(
        status: 400, message: "now must be an instant such as 2024-11-01T15:00:00Z, in the years 0001 to 9999")
    }
    guard setClock(moment) else {
      throw ControlProblem(status: 409, message: "the clock follows a workspace's; set that one")
    }
    await keep()
    return clockJSON
  }

  private func setFaults(_ body: Data) async throws -> Any {
    struct Set: Codable { var faults: [Fault] }
    let set = try JSONDecoder().decode(Set.self, from: body)
    if let problem = set.faults.lazy.compactMap(\.problem).first { throw ControlProblem(status: 400, message: problem) }
    setFaults(set.faults)
    await keep()
    return ["ok": true]
  }

  private var settingsJSON: [String: Any] {
    let settings = state.platform.settings
    return [
      "full_site_answer": settings.fullSiteAnswer.rawValue, "settling_seconds": settings.settlingSeconds,
      "deletion_seconds": settings.deletionSeconds, "rollout_member_seconds": settings.rolloutMemberSeconds,
      "rollout_schedule_seconds": settings.rolloutScheduleSeconds,
      "rollout_subscription_seconds": settings.rolloutSubscriptionSeconds,
      "rollout_block_seconds": settings.rolloutBlockSeconds, "rollout_delete_seconds": settings.rolloutDeleteSeconds,
      "bare_arrays": settings.bareArrays, "http_next_links": settings.httpNextLinks,
      "response_delay_ms": settings.responseDelayMilliseconds, "key_life_seconds": settings.keyLifeSeconds,
      "entry_lag_seconds": settings.entryLagSeconds, "email_by_patch": (settings.emailByPatch ?? .taken).rawValue,
      "access_group_limit": settings.accessGroupLimit ?? NSNull(),
      "pins_die_on_subscribing": settings.pinsDieOnSubscribing ?? false,
    ]
  }

  private func setSettings(_ body: [String: Any]) async throws -> Any {
    var settings = state.platform.settings
    func number(_ name: String, _ current: Int, _ range: ClosedRange<Int> = Bounds.seconds) throws -> Int {
      try body.number(name, in: range) ?? current
    }
    if let text = body["full_site_answer"] as? String {
      guard let answer = Settings.FullSiteAnswer(rawValue: text) else {
        throw ControlProblem(status: 400, message: "full_site_answer is one of silent, 403, 400")
      }
      settings.fullSiteAnswer = answer
    }
    if let text = body["email_by_patch"] as? String {
      guard let answer = Settings.EmailByPatch(rawValue: text) else {
        throw ControlProblem(status: 400, message: "email_by_patch is one of taken, ignored, refused")
      }
      settings.emailByPatch = answer
    }
    settings.settlingSeconds = try number("settling_seconds", settings.settlingSeconds)
    settings.deletionSeconds = try number("deletion_seconds", settings.deletionSeconds)
    settings.rolloutMemberSeconds = try number("rollout_member_seconds", settings.rolloutMemberSeconds)
    settings.rolloutScheduleSeconds = try number("rollout_schedule_seconds", settings.rolloutScheduleSeconds)
    settings.rolloutSubscriptionSeconds = try number(
      "rollout_subscription_seconds", settings.rolloutSubscriptionSeconds)
    settings.rolloutBlockSeconds = try number("rollout_block_seconds", settings.rolloutBlockSeconds)
    settings.rolloutDeleteSeconds = try number("rollout_delete_seconds", settings.rolloutDeleteSeconds)
    settings.keyLifeSeconds = try number("key_life_seconds", settings.keyLifeSeconds, Bounds.keyLife)
    settings.entryLagSeconds = try number("entry_lag_seconds", settings.entryLagSeconds)
    settings.responseDelayMilliseconds = try number(
      "response_delay_ms", settings.responseDelayMilliseconds, Bounds.milliseconds)
    settings.accessGroupLimit =
      body["access_group_limit"] is NSNull
      ? nil : try body.number("access_group_limit", in: Bounds.groups) ?? settings.accessGroupLimit
    settings.pinsDieOnSubscribing = body["pins_die_on_subscribing"] as? Bool ?? settings.pinsDieOnSubscribing
    settings.bareArrays = body["bare_arrays"] as? Bool ?? settings.bareArrays
    settings.httpNextLinks = body["http_next_links"] as? Bool ?? settings.httpNextLinks
    state.platform.put(settings)
    await keep()
    return settingsJSON
  }
}

extension [String: Any] {
  /// An integer, or nil if the member is absent.
  func number(_ name: String, in range: ClosedRange<Int>) throws(ControlProblem) -> Int? {
    guard let given = self[name] else { return nil }
    guard let number = given as? Int, range.contains(number) else {
      throw ControlProblem(
        status: 400, message: "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}

/// Why an operation under `/virtual` was refused.
struct ControlProblem: Error {
  var status: Int
  var message: String

  static let journalIsBroken = ControlProblem(
    status: 503, message: "the journal of the virtual Salto KS cannot be written; is the disk full?")
}
