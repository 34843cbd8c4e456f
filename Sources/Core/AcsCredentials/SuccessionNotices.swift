import API
import Wire

/// The errors and warnings of a credential whose owner is being created again at the provider.
extension FreeNotice {
  static func ofOtherPerson(since: Instant) -> FreeNotice {
    FreeNotice(
      errorCode: otherPersonCode, createdAt: since,
      message:
        "The user at Salto KS belongs to another person, so the key opens none of these entrances. The user "
        + "is being created again for the guest. No action is required.")
  }

  static func awaitsReissue(since: Instant) -> FreeNotice {
    FreeNotice(
      errorCode: "salto_ks_pin_replaced", createdAt: since,
      message: "The user was created again at Salto KS, so the old PIN no longer works. A new PIN is being created.")
  }
}

/// The error of a mobile key whose owner at Salto KS belongs to another person.
package let otherPersonCode = "salto_ks_other_person"
