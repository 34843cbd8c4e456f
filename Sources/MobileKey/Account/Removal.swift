import SeamClient

/// Removes the phone everywhere: at Salto KS with the guest's token, at the server, and its local keys. Unreachable
/// services are skipped; an API key can still deactivate the phone.
struct Removal: Sendable {
  let configuration: SeamConfiguration

  /// - Returns: Whether everything was removed.
  func run(_ state: PhoneState) async -> Bool {
    let isKnownNowhere = await forgetElsewhere(state)
    do {
      try configuration.storage.remove(PhoneRefresh.keyItem)
      try configuration.keys.removeDeviceKey()
      return isKnownNowhere
    } catch {
      return false
    }
  }

  private func forgetElsewhere(_ state: PhoneState) async -> Bool {
    guard let token = state.clientSessionToken else { return state.key == nil }
    do {
      let server = ServerSession(token, configuration)
      let session = try await server.phoneSession(state.installationID, configuration.model)
      var isRemoved = state.key == nil
      if case .account(let url, let accessToken, _, _) = session.state {
        let account = GuestAccount(
          connectURL: url, accessToken: accessToken, transport: configuration.transport, timeout: configuration.timeout)
        isRemoved = await remove(state.installationID, from: account)
      }
      if let phone = session.registrationID ?? state.registrationID { try await server.deactivate(phone) }
      return isRemoved
    } catch {
      return false
    }
  }

  private func remove(_ installationID: String, from account: GuestAccount) async -> Bool {
    do {
      if let device = try await account.device(installationID) { try await account.remove(device) }
      return true
    } catch {
      return false
    }
  }
}
