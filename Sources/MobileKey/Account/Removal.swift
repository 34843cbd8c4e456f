import SeamClient

/// Takes the phone away from where it is known: at Salto KS with the guest's own token, at the server, and its keys
/// here. What cannot be reached is passed over; an API key can still deactivate the phone.
struct Removal: Sendable {
  let configuration: SeamConfiguration

  func run(_ state: PhoneState) async {
    if let token = state.clientSessionToken {
      let server = ServerSession(token, configuration)
      let session = try? await server.phoneSession(state.installationID, configuration.model)
      if case .account(let url, let accessToken, _, _)? = session?.state {
        let account = GuestAccount(
          connectURL: url, accessToken: accessToken, transport: configuration.transport, timeout: configuration.timeout)
        if let device = try? await account.device(state.installationID) { try? await account.remove(device) }
      }
      if let phone = session?.registrationID ?? state.registrationID { try? await server.deactivate(phone) }
    }
    try? configuration.storage.remove(PhoneRefresh.keyItem)
    try? configuration.keys.removeDeviceKey()
  }
}
