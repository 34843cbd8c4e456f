// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/events`.
  public struct Events: Sendable {
    let seam: Seam

    /// Returns one event.
    ///
    /// Give at least one of `eventID`, `eventType` and `deviceID`.
    ///
    /// - Parameters:
    ///   - eventID: The event.
    ///   - eventType: Returns the latest event of this type.
    ///   - deviceID: Returns the latest event of this device.
    public func get(
      eventID: ID<Event>? = nil, eventType: String? = nil, deviceID: ID<Device>? = nil
    ) async throws -> Event {
      var request = API.Events.Get()
      request.eventID = eventID
      request.eventType = eventType
      request.deviceID = deviceID
      return try await seam.send(request)
    }

    /// Returns events in the order in which they were recorded, after `since` or `between` two moments.
    ///
    /// Give exactly one of `since` and `between`.
    ///
    /// - Parameters:
    ///   - since: Only events after this moment.
    ///   - between: Two moments: only events after the first and before the second.
    ///   - limit: Maximum number of events to return.
    ///   - unstableOffset: Number of events to skip at the beginning.
    ///   - eventIDs: Only these events.
    ///   - eventType: Only events of this type.
    ///   - eventTypes: Only events of these types.
    ///   - connectedAccountID: Only events about this account.
    ///   - acsSystemID: Only events about this system.
    ///   - acsSystemIDs: Only events about these systems.
    ///   - acsUserID: Only events about this ACS user.
    ///   - acsCredentialID: Only events about this credential.
    ///   - acsAccessGroupID: Only events about this access group.
    ///   - acsEntranceID: Only events about this entrance.
    ///   - userIdentityID: Only events about this identity.
    ///   - connectWebviewID: Only events about this connect webview.
    ///   - customerKey: Only events of this customer's accounts and spaces.
    ///   - deviceID: Only events about this lock or phone.
    ///   - deviceIDs: Only events about these locks and phones.
    ///   - spaceID: Only events about this space.
    ///   - spaceIDs: Only events about these spaces.
    ///   - accessGrantID: Only events about this access grant.
    ///   - accessGrantIDs: Only events about these access grants.
    ///   - accessMethodID: Only events about this access method.
    ///   - accessMethodIDs: Only events about these access methods.
    ///   - accessCodeID: Only events about this access code.
    ///   - accessCodeIDs: Only events about these access codes.
    ///   - acsEncoderID: Only events about this encoder.
    public func list(
      since: Instant? = nil, between: [Instant]? = nil, limit: Int = 500, unstableOffset: Int? = nil,
      eventIDs: [ID<Event>]? = nil, eventType: EventType? = nil, eventTypes: [EventType]? = nil,
      connectedAccountID: ID<ConnectedAccount>? = nil, acsSystemID: ID<AcsSystem>? = nil,
      acsSystemIDs: [ID<AcsSystem>]? = nil, acsUserID: ID<AcsUser>? = nil, acsCredentialID: ID<AcsCredential>? = nil,
      acsAccessGroupID: ID<AcsAccessGroup>? = nil, acsEntranceID: ID<AcsEntrance>? = nil,
      userIdentityID: ID<UserIdentity>? = nil, connectWebviewID: ID<ConnectWebview>? = nil, customerKey: String? = nil,
      deviceID: ID<Device>? = nil, deviceIDs: [ID<Device>]? = nil, spaceID: ID<Space>? = nil,
      spaceIDs: [ID<Space>]? = nil, accessGrantID: ID<AccessGrant>? = nil, accessGrantIDs: [ID<AccessGrant>]? = nil,
      accessMethodID: ID<AccessMethod>? = nil, accessMethodIDs: [ID<AccessMethod>]? = nil,
      accessCodeID: ID<AccessCode>? = nil, accessCodeIDs: [ID<AccessCode>]? = nil, acsEncoderID: ID<AcsEncoder>? = nil
    ) async throws -> [Event] {
      var request = API.Events.List()
      request.since = since
      request.between = between
      request.limit = limit
      request.unstableOffset = unstableOffset
      request.eventIDs = eventIDs
      request.eventType = eventType
      request.eventTypes = eventTypes
      request.subject.connectedAccountID = connectedAccountID
      request.subject.acsSystemID = acsSystemID
      request.acsSystemIDs = acsSystemIDs
      request.subject.acsUserID = acsUserID
      request.subject.acsCredentialID = acsCredentialID
      request.subject.acsAccessGroupID = acsAccessGroupID
      request.subject.acsEntranceID = acsEntranceID
      request.subject.userIdentityID = userIdentityID
      request.subject.connectWebviewID = connectWebviewID
      request.customerKey = customerKey
      request.subject.deviceID = deviceID
      request.deviceIDs = deviceIDs
      request.subject.spaceID = spaceID
      request.spaceIDs = spaceIDs
      request.subject.accessGrantID = accessGrantID
      request.accessGrantIDs = accessGrantIDs
      request.subject.accessMethodID = accessMethodID
      request.accessMethodIDs = accessMethodIDs
      request.accessCodeID = accessCodeID
      request.accessCodeIDs = accessCodeIDs
      request.subject.acsEncoderID = acsEncoderID
      return try await seam.send(request)
    }
  }
}
