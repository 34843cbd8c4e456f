import API
import Testing
import Wire

/// The responses of all operations to invalid input.
@Suite("Bad input", .world)
struct InputTests {
  private let world = World.here

  @Test("with an unknown ID gets not found")
  func unknownIDs() async throws {
    for (path, parameter, type): (String, String, String) in [
      ("/acs/systems/get", "acs_system_id", "acs_system_not_found"),
      ("/acs/users/get", "acs_user_id", "acs_user_not_found"),
      ("/acs/access_groups/get", "acs_access_group_id", "acs_access_group_not_found"),
      ("/acs/entrances/get", "acs_entrance_id", "acs_entrance_not_found"),
      ("/acs/credentials/get", "acs_credential_id", "acs_credential_not_found"),
      ("/user_identities/get", "user_identity_id", "user_identity_not_found"),
      ("/user_identities/enrollment_automations/get", "enrollment_automation_id", "enrollment_automation_not_found"),
      ("/connected_accounts/get", "connected_account_id", "connected_account_not_found"),
      ("/events/get", "event_id", "event_not_found"), ("/webhooks/get", "webhook_id", "webhook_not_found"),
      ("/devices/get", "device_id", "device_not_found"),
    ] { try await world.refused(path, 404, type, Value(.object([parameter: .string("unknown")]))) }
  }

  @Test("of the wrong kind is named, in every parameter of every operation")
  func wrongKinds() async throws {
    let (session, token) = (try await world.session([:]), try await world.accessToken())
    for endpoint in catalogue {
      let operation = endpoint.operation
      let caller =
        operation.callers.contains(.apiKey)
        ? world.key : operation.callers.contains(.tokenWithoutWorkspace) ? token : session
      let names = endpoint.fields.map(\.name)
      guard !names.isEmpty else { continue }
      // No parameter accepts a list of lists.
      let wrong = Value(.object(Dictionary(names.map { ($0, JSON.array([.array([])])) }) { $1 }))
      let reply = try await world.call(operation.path, wrong, by: caller)
      #expect(reply.refusal == .init(400, "invalid_input"), "\(operation.path) \(reply.text)")
      #expect(reply.faults == Set(names), "\(operation.path)")
      #expect(reply.body.ok == false)
      #expect(reply.error.message != "")
    }
    #expect(try await world.virtual.effects() == 0)
  }

  @Test("that lacks what is required is named, in every operation")
  func missing() async throws {
    let (session, token) = (try await world.session([:]), try await world.accessToken())
    for endpoint in catalogue {
      let operation = endpoint.operation
      let required = Set(endpoint.fields.filter(\.isRequired).map(\.name))
      guard !required.isEmpty else { continue }
      let caller =
        operation.callers.contains(.apiKey)
        ? world.key : operation.callers.contains(.tokenWithoutWorkspace) ? token : session
      let reply = try await world.call(operation.path, [:], by: caller)
      #expect(reply.refusal == .init(400, "invalid_input"), "\(operation.path) \(reply.text)")
      for name in required {
        #expect(reply.error.validation_errors[name]["_errors"].items.contains("Required"), "\(operation.path) \(name)")
      }
    }
    #expect(try await world.virtual.effects() == 0)
  }
}
