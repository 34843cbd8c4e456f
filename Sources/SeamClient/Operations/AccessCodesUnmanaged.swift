// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.AccessCodes {
  /// The operations under `/access_codes/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged access code.
    ///
    /// Give either `accessCodeID`, or `deviceID` and `code`.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - code: The PIN. PINs of people are not known, so none is found.
    ///   - deviceID: The lock.
    public func get(
      accessCodeID: ID<AccessCode>? = nil, code: String? = nil, deviceID: ID<Device>? = nil
    ) async throws -> UnmanagedAccessCode {
      var request = UnmanagedAccessCodes.Get()
      request.accessCode.accessCodeID = accessCodeID
      request.accessCode.code = code
      request.accessCode.deviceID = deviceID
      return try await seam.send(request)
    }

    /// Returns the PINs of the people whom the site's staff added, and whose groups contain the lock. Access codes of
    /// an unmanaged device are among them. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - limit: Maximum number of access codes per page.
    ///   - search: Only access codes whose name or ID contains this text.
    ///   - userIdentifierKey: Only access codes of locks of this user.
    public func listAll(
      deviceID: ID<Device>, limit: Int = 300000, search: String? = nil, userIdentifierKey: String? = nil
    ) -> Paginator<UnmanagedAccessCode> {
      var request = UnmanagedAccessCodes.List()
      request.deviceID = deviceID
      request.limit = limit
      request.search = search
      request.userIdentifierKey = userIdentifierKey
      return Paginator(seam, request)
    }

    /// Returns the PINs of the people whom the site's staff added, and whose groups contain the lock. Access codes of
    /// an unmanaged device are among them. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - limit: Maximum number of access codes per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only access codes whose name or ID contains this text.
    ///   - userIdentifierKey: Only access codes of locks of this user.
    public func list(
      deviceID: ID<Device>, limit: Int = 300000, pageCursor: String? = nil, search: String? = nil,
      userIdentifierKey: String? = nil
    ) async throws -> [UnmanagedAccessCode] {
      try await listAll(
        deviceID: deviceID, limit: limit, search: search, userIdentifierKey: userIdentifierKey
      ).items(after: pageCursor)
    }

    /// Not supported for Salto KS locks: the digits of unmanaged access codes are not known.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - allowExternalModification: It has no effect.
    ///   - force: It has no effect.
    ///   - isExternalModificationAllowed: It has no effect.
    ///   - sync: It has no effect.
    public func convertToManaged(
      accessCodeID: ID<AccessCode>, allowExternalModification: Bool? = nil, force: Bool? = nil,
      isExternalModificationAllowed: Bool? = nil, sync: Bool = false
    ) async throws {
      var request = UnmanagedAccessCodes.ConvertToManaged()
      request.accessCodeID = accessCodeID
      request.allowExternalModification = allowExternalModification
      request.force = force
      request.isExternalModificationAllowed = isExternalModificationAllowed
      request.sync = sync
      try await seam.send(request)
    }

    /// Not supported for Salto KS locks: the digits of unmanaged access codes are not known.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - isManaged: Whether to manage the access code.
    ///   - allowExternalModification: It has no effect.
    ///   - force: It has no effect.
    ///   - isExternalModificationAllowed: It has no effect.
    public func update(
      accessCodeID: ID<AccessCode>, isManaged: Bool, allowExternalModification: Bool? = nil, force: Bool? = nil,
      isExternalModificationAllowed: Bool? = nil
    ) async throws {
      var request = UnmanagedAccessCodes.Update()
      request.accessCodeID = accessCodeID
      request.isManaged = isManaged
      request.allowExternalModification = allowExternalModification
      request.force = force
      request.isExternalModificationAllowed = isExternalModificationAllowed
      try await seam.send(request)
    }

    /// Deletes an access code of an unmanaged device. Not supported for the PIN of a person, who would lose it at all
    /// doors of the site.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - sync: It has no effect.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func delete(
      accessCodeID: ID<AccessCode>, sync: Bool = false, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = UnmanagedAccessCodes.Delete()
      request.accessCodeID = accessCodeID
      request.sync = sync
      return try await seam.finished(seam.send(request), waiting)
    }
  }
}
