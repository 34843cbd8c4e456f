import Testing

extension World {
  /// The world of the running test.
  @TaskLocal fileprivate static var present: World?

  /// The world of the running test, whose suite has the trait ``InWorld``.
  static var here: World {
    guard let present else { preconditionFailure("the suite has no trait such as .world") }
    return present
  }
}

/// Gives each test of a suite its own world.
struct InWorld: SuiteTrait, TestTrait, TestScoping {
  let scenario: String
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    try await Places.worlds.take {
      try await World.open(scenario) { world in try await World.$present.withValue(world, operation: body) }
    }
  }
}

extension Trait where Self == InWorld {
  /// The connected site of the guide.
  static var world: InWorld { InWorld(scenario: "guide") }
  /// A world with another scenario.
  static func world(_ scenario: String) -> InWorld { InWorld(scenario: scenario) }
}

/// Limits the number of concurrent worlds, so that none is short of processor time.
private actor Places {
  static let worlds = Places(count: 4)
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { free = count }

  nonisolated func take(_ body: @Sendable () async throws -> Void) async throws {
    await enter()
    do { try await body() } catch {
      await leave()
      throw error
    }
    await leave()
  }

  private func enter() async {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
