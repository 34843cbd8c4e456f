import API
import SeamClient
import Wire

/// The phone's calls to the server, with its client session.
struct ServerSession: Sendable {
  private let client: Seam

  init(_ token: String, _ configuration: SeamConfiguration) {
    client = Seam(
      clientSessionToken: token, endpoint: configuration.endpoint,
      configuration: Configuration(
        timeout: configuration.timeout, transport: configuration.transport, clock: configuration.clock))
  }

  func phoneSession(_ installationID: String, _ model: PhoneModel) async throws -> PhoneSession {
    let answer = try await call(
      PhoneSessions.GetOrCreate.operation,
      [
        "custom_sdk_installation_id": .string(installationID), "phone_os": .string(model.system.rawValue),
        "phone_device_metadata": .object([
          "manufacturer": .string(model.manufacturer), "model": .string(model.model),
          "os_version": .string(model.systemVersion),
        ]),
      ])
    guard let session = PhoneSession(answer["phone_session"] ?? .null) else {
      throw SeamError.unexpectedAnswer(status: 200, requestID: nil, reason: "the body is not a phone session")
    }
    return session
  }

  func report(_ key: HeldKey, of installationID: String) async throws {
    _ = try await call(
      PhoneSessions.ReportKey.operation,
      [
        "custom_sdk_installation_id": .string(installationID), "provider_device_id": .string(key.deviceID),
        "provider_key_id": .string(key.keyID), "key_expires_at": .string(key.expiresAt.description),
      ])
  }

  func deactivate(_ registrationID: String) async throws {
    _ = try await call(Phones.Deactivate.operation, ["device_id": .string(registrationID)])
  }

  private func call(_ operation: Operation, _ parameters: [String: JSON]) async throws -> [String: JSON] {
    do {
      return try await client.call(operation, parameters, verb: "POST")
    } catch SeamError.unauthorized, SeamError.invalidToken {
      throw SeamPhoneError.invalidClientSessionToken
    } catch SeamError.unreachable {
      throw SeamPhoneError.internetConnectionRequired
    }
  }
}
