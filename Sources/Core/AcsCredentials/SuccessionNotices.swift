import API
import Wire

/// What a credential shows while its owner is made anew at the provider.
extension FreeNotice {
  static func ofOtherPerson(since: Instant) -> FreeNotice {
    FreeNotice(
      errorCode: otherPersonCode, createdAt: since,
      message:
        "Salto KS has the user for another person than the guest, so the key opens none of these entrances. The user "
        + "is being made anew for the guest; there is nothing to do.")
  }

  static func awaitsReissue(since: Instant) -> FreeNotice {
    FreeNotice(
      errorCode: "salto_ks_pin_replaced", createdAt: since,
      message: "The user was made anew at Salto KS, and its PIN opens nothing any more. Another PIN is being made.")
  }
}

/// The error of a mobile key whose owner is another person's at Salto KS.
package let otherPersonCode = "salto_ks_other_person"
