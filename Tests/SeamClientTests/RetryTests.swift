import Testing

@testable import SeamClient

private let systems = ScriptedTransport.Line.body(#"{"acs_systems":[]}"#)

@Suite("Retrying") struct Retrying {
  private let clock = SkippingClock()

  @Test("a read is tried three times", arguments: [429, 500, 502, 503])
  func aReadIsTriedThreeTimes(status: Int) async throws {
    let busy = ScriptedTransport.Line.error(status, "busy")
    let transport = ScriptedTransport(busy, busy, systems)
    _ = try await client(transport, clock: clock).acs.systems.list()
    #expect(transport.sent.count == 3)
    #expect(clock.slept == [.milliseconds(240), .milliseconds(480)])
  }

  @Test("pauses are shortened by chance") func pausesAreShortenedByChance() async throws {
    let transport = ScriptedTransport(.unavailable, .unavailable, systems)
    _ = try await client(transport, clock: clock, random: 1).acs.systems.list()
    #expect(clock.slept.map { $0.wholeMicroseconds / 1000 } == [200, 400])
  }

  @Test("then the error is thrown") func thenTheErrorIsThrown() async {
    let transport = ScriptedTransport(.unavailable, .unavailable, .unavailable, systems)
    let error = await seamError { _ = try await client(transport, clock: clock).acs.systems.list() }
    guard case .serverFailed(let refusal)? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
    #expect(refusal.status == 503)
    #expect(transport.sent.count == 3)
  }

  @Test("a lost answer is worth another") func aLostAnswerIsWorthAnother() async throws {
    let transport = ScriptedTransport(.cut("reset"), .cut("timeout"), systems)
    _ = try await client(transport, clock: clock).acs.systems.list()
    #expect(transport.sent.count == 3)
    let lost = ScriptedTransport(.cut("reset"), .cut("reset"), .cut("timeout"))
    let error = await seamError { _ = try await client(lost, clock: clock).acs.systems.list() }
    guard case .unreachable("timeout")? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
  }

  @Test("deletions and additions are repeated too") func deletionsAndAdditionsAreRepeatedToo() async throws {
    let transport = ScriptedTransport(.unavailable, .body("{}"), .unavailable, .body("{}"))
    let seam = client(transport, clock: clock)
    try await seam.acs.users.delete(acsUserID: "u")
    try await seam.acs.users.addToAccessGroup(acsUserID: "u", acsAccessGroupID: "g")
    #expect(transport.sent.map(\.method) == ["DELETE", "DELETE", "PUT", "PUT"])
  }

  @Test("creations actions and updates are sent once") func creationsActionsAndUpdatesAreSentOnce() async {
    let transport = ScriptedTransport(.unavailable, .cut("reset"), .error(429, "slow_down"))
    let seam = client(transport, clock: clock)
    _ = await seamError { try await seam.acs.users.create(acsSystemID: "s", fullName: "Jane") }
    _ = await seamError { try await seam.acs.users.suspend(acsUserID: "u") }
    let error = await seamError { try await seam.acs.users.update(acsUserID: "u", fullName: "Jane") }
    #expect(transport.sent.map(\.method) == ["POST", "POST", "PATCH"])
    #expect(clock.slept.isEmpty)
    guard case .rateLimited? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
  }

  @Test("a refusal is not repeated") func aRefusalIsNotRepeated() async {
    let transport = ScriptedTransport(.error(404, "acs_user_not_found"), systems)
    _ = await seamError { _ = try await client(transport, clock: clock).acs.users.get(acsUserID: "u") }
    #expect(transport.sent.count == 1)
  }

  @Test(
    "the server may ask for a longer pause",
    arguments: [
      ("1", Duration.seconds(1)), ("0", .milliseconds(240)), ("600", .seconds(120)), ("-3", .milliseconds(240)),
      ("soon", .milliseconds(240)), ("inf", .seconds(120)), ("nan", .milliseconds(240)),
      ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)), ("Sun, 06 Nov 1994 08:00:00 GMT", .milliseconds(240)),
    ])
  func theServerMayAskForALongerPause(header: String, pause: Duration) async throws {
    let transport = ScriptedTransport(
      .error(429, "slow_down", "No.", [("Retry-After", header), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")]), systems)
    _ = try await client(transport, clock: clock).acs.systems.list()
    #expect(clock.slept == [pause])
  }
}

@Suite("Cancelling") struct Cancelling {
  @Test("a call that is under way") func aCallThatIsUnderWay() async {
    let transport = ScriptedTransport(.silence)
    let call = Task { _ = try await client(transport).acs.systems.list() }
    while transport.sent.isEmpty { await Task.yield() }
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    #expect(transport.sent.count == 1)
  }

  @Test("before anything is sent") func beforeAnythingIsSent() async {
    let transport = ScriptedTransport(systems)
    let call = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try await client(transport).acs.systems.list()
    }
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    #expect(transport.sent.isEmpty)
  }

  @Test("between two attempts") func betweenTwoAttempts() async {
    let transport = ScriptedTransport(.silence, systems)
    let call = Task { try await client(transport).acs.users.delete(acsUserID: "u") }
    while transport.sent.isEmpty { await Task.yield() }
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    #expect(transport.sent.count == 1)
  }
}
