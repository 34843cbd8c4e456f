import API
import Wire

/// A form of the page.
enum PlaygroundStep: String {
  case minute, hour, day, next, go, set, attempt, fault, seats, iq, card, reset

  /// Does what the form asks.
  func run(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.may(.administrator) else { throw APIError.roleRequired(.administrator, caller: visit.role) }
    do {
      switch self {
      case .minute: return try await advance(60, visit)
      case .hour: return try await advance(3600, visit)
      case .day: return try await advance(86_400, visit)
      case .next: return try await goOn(visit)
      case .go: return try await setClock(visit.form["at"].flatMap { Instant($0) }, visit)
      case .set: return try await setClock(visit.form["moment"].flatMap { visit.times().instant($0) }, visit)
      case .attempt: return .page(try await DoorAttempt(visit).page())
      case .fault: return try await switchFault(visit)
      case .seats: return try await switchSeats(visit)
      case .iq: return try await connectIQ(visit)
      case .card: return try await readCard(visit)
      case .reset: return try await startOver(visit)
      }
    } catch let refusal as ControlRefusal {
      return .page(try await PlaygroundPage(visit).page(refused: refusal.message))
    } catch let error as APIError where error.status == 400 {
      return .page(try await PlaygroundPage(visit).page(refused: ConnectionWords.refusal(error)))
    }
  }

  private func advance(_ seconds: Int, _ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    var request = SandboxClock.Advance()
    request.seconds = seconds
    return moved(try await visit.call(request), visit)
  }

  private func setClock(_ moment: Instant?, _ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    guard let moment else {
      var faults = ConsoleFaults.none
      faults.add("moment", "Give a time that the site’s clocks show.")
      return .page(try await PlaygroundPage(visit).page(faults: faults))
    }
    var request = SandboxClock.Set()
    request.now = moment
    return moved(try await visit.call(request), visit)
  }

  /// Moves the clock to the next start or end of a stay.
  private func goOn(_ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    var list = NextMoments.List()
    list.limit = 1
    guard let next = try await visit.call(list).items.first else { return done(.noMoment, visit) }
    return try await setClock(next.at, visit)
  }

  private func moved(_ clock: ClockState, _ visit: ConsoleVisit) -> ConsoleAnswer {
    done(clock.isSettled ? .moved : .unsettled, visit)
  }

  private func switchFault(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard let fault = visit.form["fault"].flatMap({ VirtualFault(rawValue: $0) }) else { return nil }
    let controls = VirtualControls(visit)
    let building = try await controls.building()
    try await controls.set(building.faults(with: fault, isOn: visit.form["on"] == "yes"))
    return done(.switched, visit)
  }

  private func switchSeats(_ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    let controls = VirtualControls(visit)
    for site in try await controls.building().sites {
      try await controls.setSeats(of: site.id, areTaken: visit.form["on"] == "yes")
    }
    return done(.switched, visit)
  }

  private func connectIQ(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard let state = visit.form["state"].flatMap({ VirtualBuilding.Connection(rawValue: $0) }) else { return nil }
    let controls = VirtualControls(visit)
    let iqs = try await controls.building().sites.flatMap(\.iqs)
    guard let iq = iqs.first(where: { $0.id == visit.form["iq"] }) else { return nil }
    _ = try await controls.post("/virtual/iqs/\(iq.id)", ["state": .string(state.rawValue)])
    return done(.switched, visit)
  }

  private func readCard(_ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    var body: [String: JSON] = ["tag_number": .string(visit.form.filled("tag_number") ?? "")]
    if let site = visit.form.filled("site") { body["site_id"] = .string(site) }
    do {
      _ = try await VirtualControls(visit).post("/virtual/tags", body)
    } catch let refusal as ControlRefusal {
      var faults = ConsoleFaults.none
      faults.add("tag_number", "Not read in: \(refusal.message).")
      return .page(try await PlaygroundPage(visit).page(faults: faults))
    }
    return done(.card, visit)
  }

  private func startOver(_ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    let attempt = try await visit.call(Workspaces.ResetSandbox())
    return done(attempt.status == .success ? .reset : .resetting, visit)
  }

  private func done(_ what: PlaygroundDone, _ visit: ConsoleVisit) -> ConsoleAnswer {
    .seeOther(visit.link(PlaygroundPages.name, ["done": what.rawValue]))
  }
}
