package import API
package import Wire

extension SiteUserRecord {
  /// The person's PIN at a lock, as an API resource.
  package func accessCode(at device: DeviceRecord) -> UnmanagedAccessCode {
    var code = UnmanagedAccessCode(
      accessCodeID: accessCodeID(at: device.entrance.id), workspaceID: workspaceID, deviceID: device.id,
      createdAt: createdAt)
    code.codeName = .value(shown.profile.fullName)
    code.status = .known(shown.isSubscribed && !shown.isBlocked ? .set : .unset)
    return code
  }

  /// Whether an ID can be of a person's PIN. It spares a search through all people and locks.
  package static func isAccessCodeID(_ id: ID<AccessCode>) -> Bool {
    id.text.utf8.dropFirst(14).first == UInt8(ascii: "8")
  }

  /// The ID of the person's PIN at a lock. Both IDs together give it, so it stays the same.
  package func accessCodeID(at entrance: ID<AcsEntrance>) -> ID<AccessCode> {
    let digits = Array("0123456789abcdef".utf8)
    let mixed = zip(id.text.utf8, entrance.text.utf8).enumerated().map { index, pair -> UInt8 in
      guard let one = digits.firstIndex(of: pair.0), let other = digits.firstIndex(of: pair.1) else { return pair.0 }
      switch index {
      // The version and the variant of a UUID with a meaning of its own.
      case 14, 19: return UInt8(ascii: "8")
      default: return digits[one ^ other]
      }
    }
    return ID(String(decoding: mixed, as: UTF8.self))
  }
}
