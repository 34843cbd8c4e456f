import API
import Core
import Engine
import Operations
import Store
import TestKit
import Testing
import Wire

@testable import latchkey

let buildingA: Value = "11111111-1111-1111-1111-111111111111"
let common: Value = "555555-5555"
let apartment: Value = "666666-6666"
let bicycles: Value = "777777-7777"
let checkIn: Value = "2024-11-01T15:00:00.000Z"
let checkOut: Value = "2024-11-04T11:00:00.000Z"
let longAgo: Value = "2020-01-01T00:00:00.000Z"

/// The steps at the guide's site that nearly every test needs.
extension World {
  /// Advances the machine's clock, and with it the sandbox's, without doing the due work.
  func pass(seconds: Int) { clock.advance(by: .seconds(seconds)) }

  /// Advances the clock, and does all work that becomes due before the target.
  @discardableResult
  func advance(_ seconds: Int) async throws -> Value {
    await revoke()
    return try await ok("/latchkey/v1/clock/advance", ["seconds": Value(.int(seconds)), "timeout_seconds": 60]).clock
  }

  @discardableResult
  func setClock(_ now: Value) async throws -> Value {
    await revoke()
    return try await ok("/latchkey/v1/clock/set", ["now": now, "timeout_seconds": 60]).clock
  }

  func account() async throws -> Value { try await ok("/connected_accounts/list").connected_accounts[0] }

  /// Syncs the first account's sites.
  func sync() async throws {
    await revoke()
    try await ok("/connected_accounts/sync", ["connected_account_id": account().connected_account_id])
  }

  func user(_ id: Value) async throws -> Value { try await ok("/acs/users/get", ["acs_user_id": id]).acs_user }

  /// Creates an ACS user at Building A.
  func staff(_ name: Value, _ more: Value = [:]) async throws -> Value {
    let parameters: Value = ["acs_system_id": buildingA, "full_name": name]
    return try await ok("/acs/users/create", parameters.with(more)).acs_user.acs_user_id
  }

  func identity(_ fields: Value = [:]) async throws -> Value {
    try await ok("/user_identities/create", fields).user_identity.user_identity_id
  }

  func manager() async throws -> Value {
    try await ok("/acs/systems/list_compatible_credential_manager_acs_systems", ["acs_system_id": buildingA])
      .acs_systems[0].acs_system_id
  }

  func launch(_ identity: Value) async throws -> Value {
    try await ok(
      "/user_identities/enrollment_automations/launch",
      [
        "user_identity_id": identity, "create_credential_manager_user": true,
        "credential_manager_acs_system_id": manager(),
      ]
    ).enrollment_automation
  }

  /// A guest with a stay, created as in the guide.
  func guest(_ name: String = "Jane Doe", groups: Value = [common, apartment]) async throws -> Value {
    let email = name.lowercased().map { $0 == " " ? "." : $0 } + "@example.com"
    let identity = try await identity(["email_address": "\(String(email))"])
    _ = try await launch(identity)
    let user = try await staff(
      "\(name)",
      [
        "user_identity_id": identity, "access_schedule": ["starts_at": checkIn, "ends_at": checkOut],
        "acs_access_group_ids": groups,
      ])
    try await ok(
      "/acs/credentials/create",
      ["acs_user_id": user, "access_method": "mobile_key", "is_multi_phone_sync_credential": true])
    return user
  }

  /// The token of a new client session.
  func session(_ parameters: Value) async throws -> String {
    try await ok("/client_sessions/create", parameters).client_session.token.text
  }

  /// The device of an entrance.
  func door(_ name: Value = "Apartment 4B") async throws -> Value {
    try await ok("/devices/list").devices.first("display_name", name).device_id
  }

  /// All events of some types, the oldest first.
  func events(_ types: Value..., more: Value = [:]) async throws -> [Value] {
    let parameters: Value = ["since": longAgo, "event_types": Value(types)]
    return try await ok("/events/list", types.isEmpty ? ["since": longAgo] : parameters.with(more)).events.items
  }

  /// The API key of another workspace.
  func secondKey(isSandbox: Bool = true) async throws -> String {
    let identifiers = premises.surroundings.identifiers
    let workspace = WorkspaceRecord(
      id: identifiers.next(), name: "Another", isSandbox: isSandbox, createdAt: clock.now, clockOffset: .zero)
    let token = APIKeyToken(isSandbox: isSandbox, random: premises.surroundings.random)
    let key = APIKeyRecord(
      id: identifiers.next(), workspaceID: workspace.id, name: "Another", shortToken: token.shortToken,
      longTokenHash: token.longTokenHash, createdAt: clock.now)
    try await premises.database.write(in: workspace.id, at: clock.now) { transaction in
      try transaction.save(workspace)
      try transaction.insert(key)
    }
    premises.clocks.add(workspace)
    return token.secretText
  }

  /// A publishable key of the workspace.
  func publishableKey() async throws -> String {
    let token = APIKeyToken(publishableBy: premises.surroundings.random)
    let key = APIKeyRecord(
      id: premises.surroundings.identifiers.next(), workspaceID: workspace, name: "App", shortToken: token.shortToken,
      longTokenHash: token.longTokenHash, createdAt: clock.now, isPublishable: true)
    let id = workspace
    try await premises.database.write(in: id, at: clock.now) { transaction in
      guard var workspace = try transaction.workspace(id) else { return }
      workspace.takesPublishableKeys = true
      try transaction.save(workspace)
      try transaction.insert(key)
    }
    return token.secretText
  }

  /// A personal access token of a new operator of the workspace.
  func accessToken(_ role: OperatorRole = .administrator) async throws -> String {
    let (workspace, random) = (workspace, premises.surroundings.random)
    return try await premises.database.writeOutsideWorkspaces(at: clock.now, by: .commandLine) {
      let person = try $0.invite(name: "Ann", emailAddress: nil, as: role, to: workspace)
      return try $0.newAccessToken(of: person.id, name: "Token", random: random).token.secretText
    }
  }
}
