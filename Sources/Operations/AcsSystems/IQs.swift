import API
import Core
import Engine
import Store
import Wire

extension Platform {
  func handleIQs(_ handlers: inout Handlers) {
    handlers.on(IQs.List.self) { request, caller in
      try await read(caller) { connection, _ in
        let system = try connection.siteSystem(request.acsSystemID, in: caller.workspaceID)
        let zones = try connection.iqZones(of: system.id, in: caller.workspaceID)
        return try connection.iqs(of: system.id, in: caller.workspaceID).map { record in
          var iq = record.resource
          iq.timeZone = zones[record.id]
          return iq
        }
      }
    }
    handlers.on(IQs.BeginActivation.self) { request, caller, answer in
      let (system, iq) = try await iq(request.iqID, at: request.acsSystemID, caller)
      let (provider, site) = try await provider(of: system)
      let material: CodeMaterial
      do throws(ProviderFault) {
        material = CodeMaterial(secret: try await provider.codeSecret(of: iq.id, at: site))
        try await provider.sendCodePin(of: iq.id, at: site)
      } catch { throw APIError.of(error) }
      return try await keep(material, activatedAt: nil, of: iq, caller, answer)
    }
    handlers.on(IQs.Activate.self) { request, caller, answer in
      let (system, iq) = try await iq(request.iqID, at: request.acsSystemID, caller)
      let (provider, site) = try await provider(of: system)
      guard let sealed = iq.sealedMaterial,
        let bytes = secrets.opened(sealed, place: iq.place(in: caller.workspaceID)),
        var material = CodeMaterial(bytes: bytes)
      else { throw APIError.notSupported("Begin the activation by /latchkey/v1/iqs/begin_activation first") }
      material.pin = request.pin
      let now = clocks.now(in: caller.workspaceID)
      guard let code = material.code(at: now, brand) else { throw APIError.internalError }
      do throws(ProviderFault) { try await provider.activateCodes(of: iq.id, by: code, at: site) } catch {
        throw APIError.of(error)
      }
      return try await keep(material, activatedAt: now, of: iq, caller, answer)
    }
  }

  private func iq(
    _ id: ID<IQ>, at system: ID<AcsSystem>, _ caller: Caller
  ) async throws -> (AcsSystemRecord, IQRecord) {
    try await read(caller) { connection, _ in
      let system = try connection.siteSystem(system, in: caller.workspaceID)
      guard let iq = try connection.iqs(of: system.id, in: caller.workspaceID).first(where: { $0.id.text == id.text })
      else {
        throw APIError.notFound(.iq, id.text)
      }
      return (system, iq)
    }
  }

  private func provider(of system: AcsSystemRecord) async throws -> (any Provider, ExternalID<ProviderSite>) {
    guard let provider = await gateway.provider(at: system), let site = system.site else {
      throw APIError.notSupported("The site is not connected")
    }
    return (provider, site)
  }

  private func keep(
    _ material: CodeMaterial, activatedAt: Instant?, of iq: IQRecord, _ caller: Caller,
    _ answer: KeptAnswer<Nothing>
  ) async throws -> Nothing {
    try await write(caller, keeping: answer) { change in
      guard
        let current = try change.transaction.iqs(of: iq.acsSystemID, in: caller.workspaceID).first(where: {
          $0.id == iq.id
        })
      else { throw APIError.notFound(.iq, iq.id.text) }
      guard activatedAt == nil || current.sealedMaterial == iq.sealedMaterial else {
        throw APIError.notSupported("The activation was begun again in the meantime. Use the latest PIN")
      }
      let sealed = try change.secrets.seal.sealed(material.bytes, place: iq.place(in: caller.workspaceID))
      try change.transaction.saveCodes(sealed, activatedAt: activatedAt, of: iq)
      return Nothing()
    }
  }
}

extension Connection {
  fileprivate func siteSystem(_ id: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> AcsSystemRecord {
    guard let system = try acsSystem(id, in: workspace) else { throw APIError.notFound(.acsSystem, id.text) }
    if system.isCredentialManager { throw APIError.notSupported("A credential manager has no IQs") }
    return system
  }
}

extension APIError {
  fileprivate static func of(_ fault: ProviderFault) -> APIError {
    switch fault {
    case .later(.unauthorized, _): .accountDisconnected
    case .later: .providerUnavailable
    case .refused(let refusal): .providerRefused(refusal.message)
    }
  }
}

extension IQRecord {
  fileprivate var resource: IQ {
    IQ(
      iqID: ID(id.text), acsSystemID: acsSystemID, acsEntranceIDs: entrances, isActivated: activatedAt != nil,
      isPinAwaited: sealedMaterial != nil && activatedAt == nil)
  }
}
