/// What a person does in the building, and what happens to its gateways.
extension Cloud {
  func invitationJSON(_ invitation: Invitation, base: String) -> [String: Any] {
    [
      "id": invitation.id, "at": Moment.text(invitation.at), "email": invitation.email,
      "site_id": invitation.siteID ?? state.siteOrder[0], "user_id": invitation.personID, "url": "\(base)/invitation?token=\(invitation.token)",
    ]
  }

  func setIQ(_ id: String, _ body: [String: Any]) async throws -> Any {
    guard let connection = (body["state"] as? String).flatMap(IQ.Connection.init(rawValue:)) else {
      throw ControlProblem(status: 400, message: "state is one of online, no_internet, off")
    }
    guard let iq = connect(id, as: connection) else {
      throw ControlProblem(status: 404, message: "there is no such IQ")
    }
    await keep()
    return iq.controlJSON
  }

  func setLock(_ id: String, _ body: [String: Any]) async throws -> Any {
    state.enter { $0.locks[id] != nil }
    guard var lock = state.locks[id] else { throw ControlProblem(status: 404, message: "there is no such lock") }
    if let isOn = body["privacy_mode"] as? Bool { lock.isPrivacyMode = isOn }
    if let isOn = body["office_mode"] as? Bool { lock.isOfficeMode = isOn }
    put(lock)
    await keep()
    return ["id": lock.id, "privacy_mode": lock.isPrivacyMode, "office_mode": lock.isOfficeMode]
  }
}
