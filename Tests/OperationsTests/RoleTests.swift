import API
import Operations
import Testing
import Wire

@testable import latchkey

@Suite("The role of an operator", .world)
struct RoleTests {
  private let world = World.here

  /// The refusal of a call without readable parameters. An operation that the caller may use refuses those parameters.
  private func refusal(_ route: Handlers.Route, as role: OperatorRole?) async throws -> World.Refusal? {
    let caller = Caller(
      workspaceID: world.workspace, kind: .personalAccessToken, token: "token", session: nil, operatorID: "ann",
      role: role, sender: nil, mayReuse: false, address: world.machinery.address, requestID: nil)
    do {
      _ = try await route.run(.null, caller)
      return nil
    } catch let error as APIError { return World.Refusal(error.status, error.type) }
  }

  @Test("decides for every operation of the catalogue whether it answers")
  func catalogueByRole() async throws {
    let routes = world.machinery.platform.handlers.routes
    for endpoint in catalogue {
      let operation = endpoint.operation
      let route = try #require(routes[operation.path])
      for role in OperatorRole.allCases {
        let expected =
          role < operation.role ? World.Refusal(403, "role_required") : World.Refusal(400, "invalid_input")
        #expect(try await refusal(route, as: role) == expected, "\(operation.path) as \(role)")
      }
      #expect(try await refusal(route, as: nil) == World.Refusal(400, "invalid_input"), "\(operation.path)")
    }
  }

  @Test("applies to personal access tokens, and the refusal names the role that is required")
  func tokens() async throws {
    let door = try await world.door()
    let (viewer, desk) = (try await world.accessToken(.viewer), try await world.accessToken(.frontDesk))
    let refused = try await world.call("/locks/unlock_door", ["device_id": door], asOperator: viewer)
    #expect(refused.refusal == .init(403, "role_required"))
    #expect(refused.error.data == ["required_role": "front_desk", "role": "viewer"])
    #expect(try await world.virtual.count("lock_opened_remotely") == 0)
    #expect(try await world.call("/devices/list", asOperator: viewer).status == 200)
    #expect(try await world.call("/user_identities/create", asOperator: desk).status == 200)
    let webhook: Value = ["url": "https://example.com/hook"]
    let admin = try await world.call("/webhooks/create", webhook, asOperator: desk)
    #expect(admin.error.data.required_role == "administrator")
    #expect(try await world.call("/webhooks/create", webhook).status == 200)
  }

  @Test("shows webhooks and what was sent to them to administrators only")
  func webhooks() async throws {
    let made = try await world.ok("/webhooks/create", ["url": "https://example.com/hook"]).webhook
    let which: Value = ["webhook_id": made.webhook_id]
    let desk = try await world.accessToken(.frontDesk)
    for path in ["/webhooks/get", "/latchkey/v1/webhooks/get", "/latchkey/v1/webhooks/list_deliveries"] {
      #expect(try await world.call(path, which, asOperator: desk).refusal == .init(403, "role_required"), "\(path)")
      #expect(try await world.call(path, which).status == 200, "\(path)")
    }
  }

  @Test("changes with the next call")
  func change() async throws {
    let token = try await world.accessToken(.frontDesk)
    let person = try await world.ok("/latchkey/v1/operators/list").operators[0].operator_id
    let key: [String: String?] = ["idempotency-key": "one", "seam-workspace": world.workspace.text]
    let made = try await world.call("/user_identities/create", by: token, headers: key)
    #expect(made.status == 200)
    try await world.ok("/latchkey/v1/operators/update", ["operator_id": person, "role": "viewer"])
    // A stored response is refused too.
    let again = try await world.call("/user_identities/create", by: token, headers: key)
    #expect(again.refusal == .init(403, "role_required"))
  }

  @Test("hides PINs from a viewer and shows them to the front desk")
  func secrets() async throws {
    let world = world
    let user = try await world.staff(
      "Jane", ["access_schedule": ["starts_at": checkIn, "ends_at": checkOut], "acs_access_group_ids": [apartment]])
    let made = try await world.working {
      try await world.ok("/acs/credentials/create", ["acs_user_id": user, "access_method": "code"]).acs_credential
    }
    #expect(made.code.text.count == 6)
    let (viewer, desk) = (try await world.accessToken(.viewer), try await world.accessToken(.frontDesk))
    let which: Value = ["acs_credential_id": made.acs_credential_id]
    #expect(try await world.call("/acs/credentials/get", which, asOperator: desk).body.acs_credential == made)
    let shown = try await world.call("/acs/credentials/get", which, asOperator: viewer).body.acs_credential
    #expect(shown.without("code") == made.without("code"))
    #expect(shown.code == .null)
    let list = try await world.call("/acs/credentials/list", asOperator: viewer)
    #expect(list.body.acs_credentials.count == 1)
    #expect(!list.text.contains(made.code.text))
    let guess: Value = ["device_id": try await world.door(), "code": made.code]
    let guessed = try await world.call("/access_codes/get", guess, asOperator: viewer)
    #expect(guessed.error.data.required_role == "front_desk")
  }

  @Test("lets an operator create workspaces if it is an administrator somewhere")
  func workspaces() async throws {
    let path = "/workspaces/create"
    let viewer = try await world.accessToken(.viewer)
    #expect(try await world.call(path, ["name": "Mine"], by: viewer).refusal == .init(403, "role_required"))
    #expect(try await world.call("/workspaces/list", by: viewer).body.workspaces.count == 1)
    let administrator = try await world.accessToken()
    let made = try await world.call(path, ["name": "Mine", "is_sandbox": true], by: administrator)
    #expect(made.status == 200)
  }
}
