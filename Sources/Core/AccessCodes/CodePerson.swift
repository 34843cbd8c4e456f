import API
import Wire

/// The person of an access code at its site, whose name and PIN are those of the code.
extension AccessMethodState {
  /// Whether the site shows the wanted name. A person who is not at the site yet is created with it.
  fileprivate var hasWantedName: Bool {
    guard let user, let observed = user.observed else { return true }
    return observed.fullName == user.wantedName
  }

  /// Whether the site has the wanted PIN.
  fileprivate var hasWantedPin: Bool {
    guard let user, let observed = user.observed else { return true }
    return observed.pin == user.wanted.pin && (observed.mayUsePin || user.wanted.pin == nil)
  }
}

extension AccessGrantState {
  /// Whether the sites have the wanted times, name and digits of a code, as far as they have the code.
  package func hasFollowed(_ code: AccessCodeRecord) -> Bool {
    sites.allSatisfy { $0.acsAccessGroupID == nil || $0.hasWantedPeriod }
      && methods.allSatisfy { $0.hasWantedName && (!code.wasHeld || $0.hasWantedPin) }
  }

  /// Whether the sites have the wanted PINs.
  package var hasWantedPins: Bool { methods.allSatisfy(\.hasWantedPin) }

  /// The changes of the person that its site has not confirmed yet.
  func updates(of code: AccessCodeRecord, _ brand: Brand) -> [AccessCodeMutation] {
    var updates: [AccessCodeMutation] = []
    if let method = methods.first(where: { !$0.hasWantedName }) {
      updates.append(
        AccessCodeMutation(
          .updatingName, since: grant.changedAt, "The name is being changed at \(brand.name).",
          from: AccessCodeState(codeName: method.user?.observed?.fullName), to: AccessCodeState(codeName: code.name)))
    }
    if !hasWantedPins {
      updates.append(
        AccessCodeMutation(
          .updatingCode, since: grant.changedAt, "The digits are being replaced at \(brand.name).", from: .digits,
          to: .digits))
    }
    return updates
  }
}
