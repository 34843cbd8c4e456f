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
    ///   - eventType: The last event of this type.
    ///   - deviceID: The last event of this device.
    public func get(
      eventID: ID<Event>? = nil, eventType: String? = nil, deviceID: ID<Device>? = nil
    ) async throws -> Event {
      var request = API.Events.Get()
      request.eventID = eventID
      request.eventType = eventType
      request.deviceID = deviceID
      return try await seam.send(request)
    }

    /// Returns events in the order in which they were written down, after `since` or `between` two moments.
    ///
    /// Give exactly one of `since` and `between`.
    ///
    /// - Parameters:
    ///   - since: Only events after this moment.
    ///   - between: Only events after the first of two moments and before the second.
    ///   - limit: How many events to return at most.
    ///   - unstableOffset: How many events to leave out at the beginning.
    ///   - eventIDs: Only these events.
    ///   - eventType: Only events of this type.
    ///   - eventTypes: Only events of these types.
    ///   - connectedAccountID: Only events that concern this account.
    ///   - acsSystemID: Only events that concern this system.
    ///   - acsSystemIDs: Only events that concern these systems.
    ///   - acsUserID: Only events that concern this ACS user.
    ///   - acsCredentialID: Only events that concern this credential.
    ///   - acsAccessGroupID: Only events that concern this access group.
    ///   - acsEntranceID: Only events that concern this entrance.
    ///   - userIdentityID: Only events that concern this identity.
    ///   - connectWebviewID: Only events that concern this connect webview.
    ///   - customerKey: Only events of this customer's accounts.
    ///   - deviceID: Only events that concern this lock or phone.
    ///   - deviceIDs: Only events that concern these locks and phones.
    ///   - accessCodeID: Only events that concern this access code.
    ///   - accessCodeIDs: Only events that concern these access codes.
    ///   - accessGrantID: Only events that concern this access grant.
    ///   - accessGrantIDs: Only events that concern these access grants.
    ///   - accessMethodID: Only events that concern this access method.
    ///   - accessMethodIDs: Only events that concern these access methods.
    ///   - acsEncoderID: Only events that concern this encoder.
    ///   - spaceID: Only events that concern this space.
    ///   - spaceIDs: Only events that concern these spaces.
    public func list(
      since: Instant? = nil, between: [Instant]? = nil, limit: Int = 500, unstableOffset: Int? = nil,
      eventIDs: [ID<Event>]? = nil, eventType: EventType? = nil, eventTypes: [EventType]? = nil,
      connectedAccountID: ID<ConnectedAccount>? = nil, acsSystemID: ID<AcsSystem>? = nil,
      acsSystemIDs: [ID<AcsSystem>]? = nil, acsUserID: ID<AcsUser>? = nil, acsCredentialID: ID<AcsCredential>? = nil,
      acsAccessGroupID: ID<AcsAccessGroup>? = nil, acsEntranceID: ID<AcsEntrance>? = nil,
      userIdentityID: ID<UserIdentity>? = nil, connectWebviewID: ID<ConnectWebview>? = nil, customerKey: String? = nil,
      deviceID: ID<Device>? = nil, deviceIDs: [ID<Device>]? = nil, accessCodeID: ID<AccessCode>? = nil,
      accessCodeIDs: [ID<AccessCode>]? = nil, accessGrantID: ID<AccessGrant>? = nil,
      accessGrantIDs: [ID<AccessGrant>]? = nil, accessMethodID: ID<AccessMethod>? = nil,
      accessMethodIDs: [ID<AccessMethod>]? = nil, acsEncoderID: ID<AcsEncoder>? = nil, spaceID: ID<Space>? = nil,
      spaceIDs: [ID<Space>]? = nil
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
      request.elsewhere.accessCodeID = accessCodeID
      request.elsewhere.accessCodeIDs = accessCodeIDs
      request.elsewhere.accessGrantID = accessGrantID
      request.elsewhere.accessGrantIDs = accessGrantIDs
      request.elsewhere.accessMethodID = accessMethodID
      request.elsewhere.accessMethodIDs = accessMethodIDs
      request.elsewhere.acsEncoderID = acsEncoderID
      request.elsewhere.spaceID = spaceID
      request.elsewhere.spaceIDs = spaceIDs
      return try await seam.send(request)
    }
  }
}
