package import API
package import Core
import Wire

extension EventSubject {
  /// An account itself.
  package static func of(_ account: ConnectedAccountRecord) -> EventSubject {
    var subject = EventSubject()
    subject.connectedAccountID = account.id
    return subject
  }

  /// A system, or something in it.
  ///
  /// - Parameter name: names what is meant beside the system and its account.
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
}
