import API
import MobileKey
import SeamClient
import Wire

/// The second half of the story: the guest tries every door with the phone at several moments.
struct DemoDoors: Sendable {
  let seam: Seam
  let site: DemoSite
  let stage: DemoStage
  let phone: DemoPhone
  let guest: AcsUser

  func play() async throws {
    try await move(to: "2024-11-01T14:59:00Z", "Before check-in")
    try await walk(at: "2024-11-01T14:59:00Z")
    try await move(to: "2024-11-01T15:00:00Z", "At check-in")
    try await walk(at: "2024-11-01T15:00:00Z")
    stage.scene("During the stay: the phone is offline")
    try await site.setFaults([.object(["kind": .string("unreachable")])])
    do {
      try await walk(at: "2024-11-01T15:00:00Z", isCutOff: true)
    } catch {
      try? await site.setFaults([])
      throw error
    }
    try await site.setFaults([])
    try await move(to: "2024-11-04T11:00:00Z", "After check-out")
    try await walk(at: "2024-11-04T11:00:00Z")
  }

  /// Moves the sandbox's clock, and shows the user here and at the virtual site.
  private func move(to moment: String, _ title: String) async throws {
    stage.scene("\(title): \(moment)")
    try await seam.latchkey.clock.set(now: Instant(iso8601: moment))
    let seen = try await seam.acs.users.get(acsUserID: guest.id)
    stage.fact("is_subscribed", seen.saltoKSMetadata?.isSubscribed == true ? "true" : "false")
    for warning in seen.warnings { stage.fact("warning", warning.code.rawValue) }
    let person = try await site.users().first { $0["name"]?.text == guest.displayName }
    guard let person else { throw Problem(.data, "the guest does not exist at the virtual site") }
    stage.fact("at the virtual Salto KS", person["subscription_state"]?.text ?? "unknown")
  }

  /// Tries every door with the phone, and asks the server why a door stays shut.
  private func walk(at moment: String, isCutOff: Bool = false) async throws {
    for entrance in try await seam.acs.entrances.list(acsSystemID: guest.acsSystemID) {
      let outcome = try await phone.unlock(entrance.displayName, isCutOff: isCutOff)
      let (word, reason) = outcome.words
      stage.door(entrance.displayName, opened: outcome == .opened, why: reason ?? "")
      var line: [String: JSON] = [
        "at": .string(moment), "door": .string(entrance.displayName), "opened": .bool(outcome == .opened),
        "outcome": .string(word), "reason": reason.map(JSON.string) ?? .null, "cut_off": .bool(isCutOff),
      ]
      if outcome != .opened {
        let explanation = try await seam.latchkey.access.explain(
          acsEntranceID: entrance.acsEntranceID, acsUserID: guest.id)
        stage.because("explain: \(explanation.reason.rawValue): \(explanation.message)")
        line["explanation"] = .object([
          "reason": .string(explanation.reason.rawValue), "message": .string(explanation.message),
        ])
      }
      stage.json(String(decoding: JSON.object(line).bytes, as: UTF8.self))
    }
  }
}
