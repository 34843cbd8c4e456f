// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/access_codes`.
  public struct AccessCodes: Sendable {
    let seam: Seam

    /// The operations under `/access_codes/simulate`.
    public var simulate: Simulate { Simulate(seam: seam) }

    /// The operations under `/access_codes/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Creates a PIN for one lock: a site user of its own, which takes a seat. Without times it opens at any time.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - allowExternalModification: Whether to accept changes by other means.
    ///   - attemptForOfflineDevice: False refuses a lock that is offline.
    ///   - code: The PIN, if the site lets PINs be chosen.
    ///   - commonCodeKey: Key of codes with the same digits.
    ///   - endsAt: When it ceases to open. Requires `startsAt`.
    ///   - isExternalModificationAllowed: Whether to accept changes by other means.
    ///   - isOfflineAccessCode: Not supported for Salto KS locks.
    ///   - isOneTimeUse: Not supported for Salto KS locks.
    ///   - maxTimeRounding: It has no effect: Salto KS does not round times.
    ///   - name: Name.
    ///   - preferNativeScheduling: It has no effect: Salto KS keeps all schedules.
    ///   - preferredCodeLength: It has no effect: Salto KS chooses the length.
    ///   - startsAt: When it starts to open. Requires `endsAt`.
    ///   - sync: It has no effect.
    ///   - useBackupAccessCodePool: Not supported for Salto KS locks.
    @discardableResult
    public func create(
      deviceID: ID<Device>, allowExternalModification: Bool? = nil, attemptForOfflineDevice: Bool = true,
      code: String? = nil, commonCodeKey: String? = nil, endsAt: Instant? = nil,
      isExternalModificationAllowed: Bool? = nil, isOfflineAccessCode: Bool? = nil, isOneTimeUse: Bool? = nil,
      maxTimeRounding: AccessCodeRounding? = nil, name: String? = nil, preferNativeScheduling: Bool? = nil,
      preferredCodeLength: Int? = nil, startsAt: Instant? = nil, sync: Bool = false,
      useBackupAccessCodePool: Bool? = nil
    ) async throws -> Begun<AccessCode> {
      var request = API.AccessCodes.Create()
      request.deviceID = deviceID
      request.allowExternalModification = allowExternalModification
      request.attemptForOfflineDevice = attemptForOfflineDevice
      request.code = code
      request.commonCodeKey = commonCodeKey
      request.endsAt = endsAt
      request.isExternalModificationAllowed = isExternalModificationAllowed
      request.isOfflineAccessCode = isOfflineAccessCode
      request.isOneTimeUse = isOneTimeUse
      request.maxTimeRounding = maxTimeRounding
      request.name = name
      request.preferNativeScheduling = preferNativeScheduling
      request.preferredCodeLength = preferredCodeLength
      request.startsAt = startsAt
      request.sync = sync
      request.useBackupAccessCodePool = useBackupAccessCodePool
      return try await seam.send(request)
    }

    /// Returns one access code, by its ID, or by its lock and digits.
    ///
    /// Give either `accessCodeID`, or `deviceID` and `code`.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - code: The PIN.
    ///   - deviceID: The lock.
    public func get(
      accessCodeID: ID<AccessCode>? = nil, code: String? = nil, deviceID: ID<Device>? = nil
    ) async throws -> AccessCode {
      var request = API.AccessCodes.Get()
      request.accessCode.accessCodeID = accessCodeID
      request.accessCode.code = code
      request.accessCode.deviceID = deviceID
      return try await seam.send(request)
    }

    /// Returns the access codes of a lock, or those with the IDs, in order of creation. Pages are fetched on demand.
    ///
    /// Give at least one of `deviceID`, `accessCodeIDs`, `accessMethodID`, `accessGrantID` and `accessGrantKey`.
    ///
    /// - Parameters:
    ///   - accessCodeIDs: Only these access codes.
    ///   - accessGrantID: The PINs of grants are no access codes: the list is empty.
    ///   - accessGrantKey: The PINs of grants are no access codes: the list is empty.
    ///   - accessMethodID: The PINs of grants are no access codes: the list is empty.
    ///   - customerKey: Only access codes of this customer's accounts.
    ///   - deviceID: Only access codes of this lock.
    ///   - limit: Maximum number of access codes per page.
    ///   - search: Only access codes whose name, digits or ID contain this text.
    ///   - userIdentifierKey: Only access codes of locks of this user.
    public func listAll(
      accessCodeIDs: [ID<AccessCode>]? = nil, accessGrantID: ID<AccessGrant>? = nil, accessGrantKey: String? = nil,
      accessMethodID: ID<AccessMethod>? = nil, customerKey: String? = nil, deviceID: ID<Device>? = nil,
      limit: Int = 55000, search: String? = nil, userIdentifierKey: String? = nil
    ) -> Paginator<AccessCode> {
      var request = API.AccessCodes.List()
      request.accessCodeIDs = accessCodeIDs
      request.accessGrantID = accessGrantID
      request.accessGrantKey = accessGrantKey
      request.accessMethodID = accessMethodID
      request.customerKey = customerKey
      request.deviceID = deviceID
      request.limit = limit
      request.search = search
      request.userIdentifierKey = userIdentifierKey
      return Paginator(seam, request)
    }

    /// Returns the access codes of a lock, or those with the IDs, in order of creation. Returns one page: the first, or
    /// the one at `pageCursor`.
    ///
    /// Give at least one of `deviceID`, `accessCodeIDs`, `accessMethodID`, `accessGrantID` and `accessGrantKey`.
    ///
    /// - Parameters:
    ///   - accessCodeIDs: Only these access codes.
    ///   - accessGrantID: The PINs of grants are no access codes: the list is empty.
    ///   - accessGrantKey: The PINs of grants are no access codes: the list is empty.
    ///   - accessMethodID: The PINs of grants are no access codes: the list is empty.
    ///   - customerKey: Only access codes of this customer's accounts.
    ///   - deviceID: Only access codes of this lock.
    ///   - limit: Maximum number of access codes per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only access codes whose name, digits or ID contain this text.
    ///   - userIdentifierKey: Only access codes of locks of this user.
    public func list(
      accessCodeIDs: [ID<AccessCode>]? = nil, accessGrantID: ID<AccessGrant>? = nil, accessGrantKey: String? = nil,
      accessMethodID: ID<AccessMethod>? = nil, customerKey: String? = nil, deviceID: ID<Device>? = nil,
      limit: Int = 55000, pageCursor: String? = nil, search: String? = nil, userIdentifierKey: String? = nil
    ) async throws -> [AccessCode] {
      try await listAll(
        accessCodeIDs: accessCodeIDs, accessGrantID: accessGrantID, accessGrantKey: accessGrantKey,
        accessMethodID: accessMethodID, customerKey: customerKey, deviceID: deviceID, limit: limit, search: search,
        userIdentifierKey: userIdentifierKey
      ).items(after: pageCursor)
    }

    /// Changes the name, the times or the digits of an access code. New times keep the digits.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - allowExternalModification: Whether to accept changes by other means.
    ///   - attemptForOfflineDevice: False refuses a lock that is offline.
    ///   - code: The PIN, if the site lets PINs be chosen.
    ///   - deviceID: The lock of the access code.
    ///   - endsAt: When it ceases to open.
    ///   - isExternalModificationAllowed: Whether to accept changes by other means.
    ///   - isManaged: False is not supported for Salto KS locks.
    ///   - name: Name.
    ///   - startsAt: When it starts to open.
    ///   - sync: It has no effect.
    ///   - type: `ongoing` removes the times. `timeBound` requires both.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func update(
      accessCodeID: ID<AccessCode>, allowExternalModification: Bool? = nil, attemptForOfflineDevice: Bool = true,
      code: String? = nil, deviceID: ID<Device>? = nil, endsAt: Instant? = nil,
      isExternalModificationAllowed: Bool? = nil, isManaged: Bool? = nil, name: String? = nil, startsAt: Instant? = nil,
      sync: Bool = false, type: AccessCode.Kind? = nil, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.AccessCodes.Update()
      request.accessCodeID = accessCodeID
      request.allowExternalModification = allowExternalModification
      request.attemptForOfflineDevice = attemptForOfflineDevice
      request.code = code
      request.deviceID = deviceID
      request.endsAt = endsAt
      request.isExternalModificationAllowed = isExternalModificationAllowed
      request.isManaged = isManaged
      request.name = name
      request.startsAt = startsAt
      request.sync = sync
      request.type = type
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Deletes an access code with its user at the site, which frees the seat. The attempt ends when the site has
    /// followed.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - deviceID: The lock of the access code.
    ///   - sync: It has no effect.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func delete(
      accessCodeID: ID<AccessCode>, deviceID: ID<Device>? = nil, sync: Bool = false, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = API.AccessCodes.Delete()
      request.accessCodeID = accessCodeID
      request.deviceID = deviceID
      request.sync = sync
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Returns digits that no known PIN of the lock's site has, if the site lets PINs be chosen. Nothing is created or
    /// reserved.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    public func generateCode(deviceID: ID<Device>) async throws -> AccessCode {
      var request = API.AccessCodes.GenerateCode()
      request.deviceID = deviceID
      return try await seam.send(request)
    }

    /// Fails: Salto KS locks have no backup codes.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code to replace.
    @discardableResult
    public func pullBackupAccessCode(accessCodeID: ID<AccessCode>) async throws -> AccessCode {
      var request = API.AccessCodes.PullBackupAccessCode()
      request.accessCodeID = accessCodeID
      return try await seam.send(request)
    }

    /// Not supported for Salto KS locks: Salto KS tells which PINs they take.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - maxCodeLength: Maximum number of digits.
    ///   - minCodeLength: Minimum number of digits.
    ///   - supportedCodeLengths: The numbers of digits.
    public func reportDeviceConstraints(
      deviceID: ID<Device>, maxCodeLength: Int? = nil, minCodeLength: Int? = nil, supportedCodeLengths: [Int]? = nil
    ) async throws {
      var request = API.AccessCodes.ReportDeviceConstraints()
      request.deviceID = deviceID
      request.maxCodeLength = maxCodeLength
      request.minCodeLength = minCodeLength
      request.supportedCodeLengths = supportedCodeLengths
      try await seam.send(request)
    }

    /// Creates one access code for each lock. Those of one site share one site user, one seat and the digits.
    ///
    /// - Parameters:
    ///   - deviceIDs: The locks.
    ///   - allowExternalModification: Whether to accept changes by other means.
    ///   - attemptForOfflineDevice: False refuses a lock that is offline.
    ///   - behaviorWhenCodeCannotBeShared: What happens if the locks belong to several sites, which choose different
    ///     digits.
    ///   - code: The PIN, if the sites let PINs be chosen.
    ///   - endsAt: When they cease to open. Requires `startsAt`.
    ///   - isExternalModificationAllowed: Whether to accept changes by other means.
    ///   - name: Name.
    ///   - preferNativeScheduling: It has no effect: Salto KS keeps all schedules.
    ///   - preferredCodeLength: It has no effect: Salto KS chooses the length.
    ///   - startsAt: When they start to open. Requires `endsAt`.
    ///   - useBackupAccessCodePool: Not supported for Salto KS locks.
    @discardableResult
    public func createMultiple(
      deviceIDs: [ID<Device>], allowExternalModification: Bool? = nil, attemptForOfflineDevice: Bool = true,
      behaviorWhenCodeCannotBeShared: API.AccessCodes.CannotBeShared = .fail, code: String? = nil,
      endsAt: Instant? = nil, isExternalModificationAllowed: Bool? = nil, name: String? = nil,
      preferNativeScheduling: Bool? = nil, preferredCodeLength: Int? = nil, startsAt: Instant? = nil,
      useBackupAccessCodePool: Bool? = nil
    ) async throws -> [AccessCode] {
      var request = API.AccessCodes.CreateMultiple()
      request.deviceIDs = deviceIDs
      request.allowExternalModification = allowExternalModification
      request.attemptForOfflineDevice = attemptForOfflineDevice
      request.behaviorWhenCodeCannotBeShared = behaviorWhenCodeCannotBeShared
      request.code = code
      request.endsAt = endsAt
      request.isExternalModificationAllowed = isExternalModificationAllowed
      request.name = name
      request.preferNativeScheduling = preferNativeScheduling
      request.preferredCodeLength = preferredCodeLength
      request.startsAt = startsAt
      request.useBackupAccessCodePool = useBackupAccessCodePool
      return try await seam.send(request)
    }

    /// Changes the name and the times of all access codes with a common key. The digits stay.
    ///
    /// - Parameters:
    ///   - commonCodeKey: The key of the access codes.
    ///   - endsAt: When they cease to open.
    ///   - name: Name.
    ///   - startsAt: When they start to open.
    public func updateMultiple(
      commonCodeKey: String, endsAt: Instant? = nil, name: String? = nil, startsAt: Instant? = nil
    ) async throws {
      var request = API.AccessCodes.UpdateMultiple()
      request.commonCodeKey = commonCodeKey
      request.endsAt = endsAt
      request.name = name
      request.startsAt = startsAt
      try await seam.send(request)
    }

    /// Returns the events of an access code, the oldest first.
    ///
    /// - Parameters:
    ///   - accessCodeID: The access code.
    ///   - after: Only events after this moment.
    ///   - before: Only events before this moment.
    ///   - eventTypes: Only events of these types.
    ///   - limit: Maximum number of events.
    public func getTimeline(
      accessCodeID: ID<AccessCode>, after: Instant? = nil, before: Instant? = nil,
      eventTypes: [AccessCodeTimeline.Kind]? = nil, limit: Int = 50
    ) async throws -> AccessCodeTimeline {
      var request = API.AccessCodes.GetTimeline()
      request.accessCodeID = accessCodeID
      request.after = after
      request.before = before
      request.eventTypes = eventTypes
      request.limit = limit
      return try await seam.send(request)
    }
  }
}
