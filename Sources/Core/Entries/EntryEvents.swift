package import API
package import Wire

extension ObservedEntry {
  /// The event of the entry. Nil if no door was opened and no access denied.
  package func event(
    about subject: EventSubject, eventID: ID<Event>, at now: Instant, workspaceID: ID<Workspace>
  ) -> Event? {
    var access = LockAccess()
    let type: EventType
    switch occurrence {
    case .opened:
      type = .lockUnlocked
      access.method = .known(means.method)
      if means == .mobileKey { access.isViaBluetooth = true }
    case .denied(let denial):
      type = .lockAccessDenied
      access.reason = denial.reason
    case .other: return nil
    }
    var event = Event(
      type, subject, eventID: eventID, at: now, workspaceID: workspaceID, occurredAt: occurredAt)
    event.access = access
    return event
  }
}

extension ObservedEntry.Means {
  /// The API has no method for a phone's key.
  fileprivate var method: LockAccess.Method {
    switch self {
    case .mobileKey, .other: .unknown
    case .card: .card
    case .pin: .keycode
    case .handle: .manual
    case .remote: .remote
    }
  }
}

extension ObservedEntry.Denial {
  fileprivate var reason: LockAccess.Reason {
    switch self {
    case .unknownPIN: .init(.unknownCode, "The lock does not know the PIN.")
    case .suspended: .init(.credentialError, "The user is not subscribed at the site.")
    case .offline: .init(.credentialError, "The IQ is offline, and the lock cannot admit this user on its own.")
    case .noAccess: .init(.credentialError, "The user has no access to this door at this time.")
    }
  }
}
