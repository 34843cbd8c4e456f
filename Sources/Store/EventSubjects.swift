package import API
package import Core
package import Wire

extension EventSubject {
  /// An account itself.
  package static func of(_ account: ConnectedAccountRecord) -> EventSubject {
    var subject = EventSubject()
    subject.connectedAccountID = account.id
    return subject
  }

  /// A system, or something in it.
  ///
  /// - Parameter name: sets the IDs of the subject beside those of the system and account.
  package static func of(
    _ system: AcsSystemRecord, _ name: (inout EventSubject) -> Void = { _ in }
  ) -> EventSubject {
    var subject = EventSubject()
    subject.acsSystemID = system.id
    subject.connectedAccountID = system.connectedAccountID
    name(&subject)
    return subject
  }

  /// An ACS user, with its system and account.
  package static func of(_ user: AcsUserRecord) -> EventSubject {
    var subject = EventSubject()
    subject.acsUserID = user.id
    subject.acsSystemID = user.acsSystemID
    subject.connectedAccountID = user.connectedAccountID
    return subject
  }

  /// A credential, with its system and account.
  package static func of(_ credential: AcsCredentialRecord) -> EventSubject {
    var subject = EventSubject()
    subject.acsCredentialID = credential.id
    subject.acsSystemID = credential.acsSystemID
    subject.connectedAccountID = credential.connectedAccountID
    return subject
  }

  /// A device, with its entrance, system and account.
  package static func of(_ device: DeviceRecord) -> EventSubject {
    .of(device.system) { subject in
      subject.acsEntranceID = device.entrance.id
      subject.deviceID = device.id
    }
  }

  /// The entrance of a movement, as a device too.
  package static func of(_ door: ActionAttemptRecord.Door) -> EventSubject {
    var subject = EventSubject()
    subject.connectedAccountID = door.connectedAccountID
    subject.acsSystemID = door.acsSystemID
    subject.acsEntranceID = door.acsEntranceID
    subject.deviceID = ID(door.acsEntranceID.text)
    return subject
  }

  package static func of(_ phone: PhoneRecord) -> EventSubject {
    var subject = EventSubject()
    subject.deviceID = phone.id
    return subject
  }

  package static func of(_ session: ClientSessionRecord) -> EventSubject {
    var subject = EventSubject()
    subject.clientSessionID = session.id
    return subject
  }

  package static func of(_ automation: EnrollmentAutomation) -> EventSubject {
    var subject = EventSubject()
    subject.enrollmentAutomationID = automation.enrollmentAutomationID
    return subject
  }

  /// A webview, and the account that was connected in it.
  package static func of(_ webview: ConnectWebviewRecord, account: ID<ConnectedAccount>? = nil) -> EventSubject {
    var subject = EventSubject()
    subject.connectedAccountID = account
    subject.connectWebviewID = webview.id
    return subject
  }
}
