import API
import Core
import Wire

/// Somebody at a virtual door, with a phone, a PIN or a card.
struct DoorAttempt: Sendable {
  /// The number of site users that one ACS user may have had, one after the other.
  private static let generationMax = 8

  private let visit: ConsoleVisit
  private let means: AccessMeans?
  private let code: String

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    switch visit.form["means"].flatMap({ AccessMeans(rawValue: $0) }) {
    case .mobileKey?: means = .mobileKey
    case .code?: means = .code
    case .card?: means = .card
    case .remote?, .any?, nil: means = nil
    }
    code = visit.form.filled("code") ?? ""
  }

  /// The page with the lock's answer, or with what is wrong in the form.
  func page() async throws -> ConsolePage {
    let page = PlaygroundPage(visit)
    guard let means, let door = visit.form.filled("door") else { return try await page.page(faults: faults) }
    let person = try await person()
    guard means == .mobileKey ? person != nil : !code.isEmpty else { return try await page.page(faults: faults) }
    let answer = try await answer(at: ID(door), by: means, person)
    return try await page.page(answer: answer)
  }

  private var faults: ConsoleFaults {
    var faults = ConsoleFaults.none
    if visit.form.filled("door") == nil { faults.add("door", "Choose a door.") }
    switch means {
    case .mobileKey? where visit.form.filled("person") == nil: faults.add("person", "Choose whose phone it is.")
    case .code? where code.isEmpty: faults.add("code", "Type a PIN.")
    case .card? where code.isEmpty: faults.add("code", "Type the number of a card.")
    case .mobileKey?, .code?, .card?, .remote?, .any?: break
    case nil: faults.add("means", "Choose a phone, a PIN or a card.")
    }
    return faults
  }

  /// The chosen person. Nil if none was chosen.
  private func person() async throws -> DeskPerson? {
    guard let id = visit.form.filled("person") else { return nil }
    var get = DeskPeople.Get()
    get.acsUserID = ID(id)
    return try await visit.call(get).person
  }

  private func answer(
    at door: ID<AcsEntrance>, by means: AccessMeans, _ person: DeskPerson?
  ) async throws -> LockAnswer {
    var get = AcsEntrances.Get()
    get.acsEntranceID = door
    let entrance = try await visit.call(get)
    let controls = VirtualControls(visit)
    let lock = try await self.lock(of: entrance, controls)
    let reply = try await controls.post("/virtual/locks/\(lock)/try", try await body(means, person, controls))
    var explanation: AccessExplanation?
    if let person {
      var explain = Access.Explain()
      explain.acsEntranceID = door
      explain.acsUserID = person.acsUserID
      explain.means = means
      explanation = try await visit.call(explain)
    }
    return LockAnswer(
      doorName: entrance.displayName, personName: person?.displayName, means: means,
      isOpen: reply["opened"] == .bool(true), reason: reply["reason"]?.text ?? "", explanation: explanation,
      at: visit.now)
  }

  /// The ID of an entrance's lock in the virtual cloud, by the names of site and door there.
  private func lock(of entrance: AcsEntrance, _ controls: VirtualControls) async throws -> String {
    let site = visit.site(entrance.acsSystemID)?.name
    let name = entrance.saltoKSMetadata?.doorName ?? entrance.displayName
    let sites = try await controls.building(locks: name).sites.filter { $0.name == site }
    guard let lock = sites.flatMap(\.locks).first(where: { $0.name == name }) else {
      throw ControlRefusal(message: "the virtual building has no door “\(name)”")
    }
    return lock.id
  }

  /// What is held to the lock. A phone is only asked for, since the playground has none of its own.
  private func body(
    _ means: AccessMeans, _ person: DeskPerson?, _ controls: VirtualControls
  ) async throws -> [String: JSON] {
    switch means {
    case .code: return ["pin": .string(code)]
    case .card: return ["tag": .string(code)]
    case .mobileKey, .remote, .any: break
    }
    var user: String?
    if let person { user = siteUser(of: person, in: try await controls.state()) }
    return ["user_id": .string(user ?? "nobody"), "by_phone": .bool(true), "entry": .bool(false)]
  }

  /// The ID of a person in the virtual cloud, by the alias that Latchkey gave. Nil if the site does not have the person.
  private func siteUser(of person: DeskPerson, in state: JSON) -> String? {
    let aliases = Set(
      (0..<Self.generationMax).map {
        AcsUserMark.alias(of: person.acsUserID, in: visit.workspace.workspaceID, generation: $0)
      })
    guard case .array(let sites)? = state["sites"] else { return nil }
    for site in sites {
      guard case .array(let users)? = site["users"] else { continue }
      for user in users where user["alias"]?.text.map(aliases.contains) ?? false { return user["user_id"]?.text }
    }
    return nil
  }
}
