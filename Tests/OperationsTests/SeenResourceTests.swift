import API
import Operations
import Testing
import Wire

@testable import latchkey

@Suite("A change of what a caller has seen", .world)
struct SeenResourceTests {
  private let world = World.here
  private var handlers: Handlers { world.machinery.platform.handlers }

  private func caller(_ requestID: String) async throws -> Caller {
    let signIn = world.machinery.platform.operatorSignIn
    let opened = try await signIn.open(accessToken: try await world.accessToken(), from: nil)
    let found = try await signIn.caller(of: opened.session, in: world.workspace, from: nil, requestID: requestID)
    return try #require(found)
  }

  private func space(_ name: Value = "Room") async throws -> ID<Space> {
    ID(try await world.ok("/spaces/create", ["name": name]).space.space_id.text)
  }

  private func seen(_ id: String) async throws -> SeenResource {
    SeenResource(
      id: id, lastEntry: try await world.machinery.platform.operatorSignIn.lastEntry(in: world.workspace))
  }

  private func rename(_ space: ID<Space>, to name: String) -> Spaces.Update {
    var update = Spaces.Update()
    update.spaceID = space
    update.name = name
    return update
  }

  private func name(of space: ID<Space>) async throws -> Value {
    try await world.ok("/spaces/get", ["space_id": "\(space)"]).space.name
  }

  @Test("takes no effect if somebody else has changed it since, however close in time")
  func conflict() async throws {
    let (space, other) = (try await space(), try await space("Cellar"))
    let (first, second) = (try await caller("first"), try await caller("second"))
    // Both have compared the space with their forms before either changes it.
    let seen = try await seen(space.text)
    _ = try await handlers.call(rename(space, to: "Hall"), by: first, ifUnchanged: seen)
    do {
      _ = try await handlers.call(rename(space, to: "Attic"), by: second, ifUnchanged: seen)
      Issue.record("The second change took effect.")
    } catch let error as APIError {
      #expect(error.status == 409 && error.type == APIError.changedMeanwhile.type)
    }
    #expect(try await name(of: space) == "Hall")
    // What somebody else did to another space, and what the same request did before, do not count.
    let unchanged = try await self.seen(other.text)
    _ = try await handlers.call(rename(space, to: "Loft"), by: first, ifUnchanged: seen)
    _ = try await handlers.call(rename(other, to: "Vault"), by: second, ifUnchanged: unchanged)
    #expect(try await name(of: space) == "Loft")
    #expect(try await name(of: other) == "Vault")
  }

  @Test("is seen by the audit of the workspace itself too")
  func workspace() async throws {
    let caller = try await caller("late")
    let seen = try await seen(world.workspace.text)
    try await world.ok("/workspaces/update", ["name": "Harbor"])
    var update = Workspaces.Update()
    update.name = "Old"
    do {
      _ = try await handlers.call(update, by: caller, ifUnchanged: seen)
      Issue.record("The second change took effect.")
    } catch let error as APIError {
      #expect(error.type == APIError.changedMeanwhile.type)
    }
    #expect(try await world.ok("/workspaces/get").workspace.name == "Harbor")
  }

  @Test("by two forms at once is made once, and the other page says who made it")
  func forms() async throws {
    let space = try await space()
    let (ann, ben) = (
      try await world.console(role: .administrator), try await world.console(role: .administrator)
    )
    let path = "spaces/\(space)"
    for round in 1...10 {
      let before = try await name(of: space).text
      async let first = ann.post(path, ["step": "rename", "before": before, "name": "North \(round)"])
      async let second = ben.post(path, ["step": "rename", "before": before, "name": "South \(round)"])
      let pages = try await [first, second]
      #expect(pages.count(where: { $0.text.contains("The name was changed.") }) == 1, "round \(round)")
      #expect(pages.count(where: { $0.text.contains("Ann changed the name to") }) == 1, "round \(round)")
    }
  }
}
