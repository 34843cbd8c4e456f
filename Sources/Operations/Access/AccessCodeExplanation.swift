import API
import Core
import Wire

extension AccessExplanation {
  /// The explanation of an access code, without the person of its own.
  func about(_ code: AccessCodeRecord) -> AccessExplanation {
    var explanation = self
    explanation.acsUserID = nil
    explanation.accessCodeID = code.id
    explanation.suggestedChange = suggestedChange.map { $0.ofAccessCode(at: moment, reason.known) }
    return explanation
  }
}

extension AccessChange {
  /// What callers can do about an access code instead of its person.
  fileprivate func ofAccessCode(at moment: Instant, _ reason: AccessReason?) -> AccessChange {
    switch code.known {
    case .createAcsUser, .createCredential, .addToAccessGroup, .assignEntrance: anotherCode
    case .changeSchedule where reason == .noAccessGroup: anotherCode
    case .changeSchedule:
      AccessChange(
        .changeSchedule, "Change the times of the access code to include \(moment).", isSufficient: isSufficient)
    default: self
    }
  }

  private var anotherCode: AccessChange {
    AccessChange(.createAccessCode, "Create an access code for this lock.", isSufficient: isSufficient)
  }
}
