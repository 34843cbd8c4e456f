import SeamClient
import Testing

private func attempt(_ status: String, error: String = "null") -> ScriptedTransport.Line {
  .body(
    #"""
    {"action_attempt":{"action_attempt_id":"x","action_type":"UNLOCK_DOOR","status":"\#(status)","result":null,
     "error":\#(error)},"ok":true}
    """#)
}

@Suite("Waiting for actions") struct WaitingForActions {
  private let clock = SkippingClock()

  private func get(_ lines: ScriptedTransport, _ waiting: Waiting? = nil) async throws -> ActionAttempt {
    try await client(lines, clock: clock).actionAttempts.get(actionAttemptID: "x", waiting: waiting)
  }

  @Test("looks until they have ended") func looksUntilTheyHaveEnded() async throws {
    let transport = ScriptedTransport(attempt("pending"), attempt("pending"), attempt("success"))
    let ended = try await get(transport)
    #expect(ended.status == .success && ended.actionType == .unlockDoor)
    #expect(clock.slept == [.milliseconds(500), .milliseconds(500)])
    #expect(
      transport.sent.allSatisfy {
        $0.method == "GET" && $0.url.hasSuffix("/action_attempts/get?action_attempt_id=x&_strict=true")
      })
  }

  @Test("throws their failure") func throwsTheirFailure() async {
    let failed = attempt("error", error: #"{"type":"bridge_disconnected","message":"The bridge is away."}"#)
    let error = await seamError { _ = try await get(ScriptedTransport(attempt("pending"), failed)) }
    guard case .actionAttemptFailed(let attempt)? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
    #expect(attempt.error.optional?.type == "bridge_disconnected")
  }

  @Test("looks a last time at the end") func looksALastTimeAtTheEnd() async {
    let transport = ScriptedTransport(attempt("pending"), attempt("pending"), attempt("pending"), attempt("success"))
    let error = await seamError { _ = try await get(transport, .upTo(.seconds(5), every: .seconds(3))) }
    guard case .actionAttemptTimedOut? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
    #expect(clock.slept == [.seconds(3), .seconds(2)])
  }

  @Test("can be skipped") func canBeSkipped() async throws {
    #expect(try await get(ScriptedTransport(attempt("pending")), .no).status == .pending)
    #expect(clock.slept.isEmpty)
  }

  @Test("does not guess at a status that nobody knows") func doesNotGuessAtAStatusThatNobodyKnows() async {
    let error = await seamError { _ = try await get(ScriptedTransport(attempt("dreaming"))) }
    guard case .actionAttemptUnknownStatus(let attempt)? = error else {
      Testing.Issue.record("\(error.debugDescription)")
      return
    }
    #expect(attempt.status == .unknown("dreaming"))
  }
}
