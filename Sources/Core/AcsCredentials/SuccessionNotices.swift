import API
import Wire

/// The errors and warnings of a credential whose owner is being created again at the provider.
extension FreeNotice {
  static func ofOtherPerson(since: Instant, _ brand: Brand) -> FreeNotice {
    FreeNotice(
      errorCode: AcsCredential.ErrorCode.otherPerson.rawValue, createdAt: since,
      message:
        "The user at \(brand.name) belongs to another person, so the key opens none of these entrances. The user "
        + "is being created again for the guest. No action is required.")
  }

  static func awaitsReissue(since: Instant, _ brand: Brand) -> FreeNotice {
    FreeNotice(
      errorCode: AcsCredential.ErrorCode.pinReplaced.rawValue, createdAt: since,
      message: "The user was created again at \(brand.name), so the old PIN no longer works. "
        + "A new PIN is being created.")
  }
}
