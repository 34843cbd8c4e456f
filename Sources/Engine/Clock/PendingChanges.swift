package import API
import Core
package import Store
package import Wire

extension Connection {
  /// The changes that the provider has not confirmed, the first thousand of users and of groups each.
  ///
  /// - Parameter system: only changes at this system.
  package func pendingChanges(
    at system: ID<AcsSystem>? = nil, in workspace: ID<Workspace>, now: Instant
  ) throws -> [ClockState.Pending] {
    let users = try unsettledUsers(at: system, in: workspace, now: now)
    let groups = try unsettledGrantGroups(at: system, in: workspace, now: now)
    return users.compactMap { $0.pending(at: now, brand) } + groups.compactMap { $0.pending(at: now) }
  }
}

extension AcsUserRow {
  /// The user's unconfirmed change. Nil if the user only waits for a seat.
  fileprivate func pending(at now: Instant, _ brand: Brand) -> ClockState.Pending? {
    let isWaitingForSeat = user.progress.seat == .waiting || user.progress.seat == .exceeded
    let code = user.pendingMutations(openMemberships, now: now, brand).first?.code
    let lacksSubscription = user.observed.map { $0.isSubscribed != user.wantsSubscription(at: now) } ?? false
    guard code != nil || user.progress.openCall != nil || lacksSubscription && !isWaitingForSeat else { return nil }
    let reason = pendingReason(user.progress.openCall != nil, user.progress.notBefore, now: now)
    return ClockState.Pending(acsUserID: user.id, mutationCode: code ?? "updating_subscription", reason: reason)
  }
}

extension GrantGroupRecord {
  /// The group's unconfirmed change.
  fileprivate func pending(at now: Instant) -> ClockState.Pending? {
    guard progress.openCall != nil || isWanted(at: now) != (observed != nil) || observed != nil && !isInPlace else {
      return nil
    }
    return ClockState.Pending(
      acsUserID: wanted.acsUserID, mutationCode: "updating_access_group",
      reason: pendingReason(progress.openCall != nil, progress.notBefore, now: now))
  }
}

private func pendingReason(_ isUncertain: Bool, _ notBefore: Instant?, now: Instant) -> String {
  if isUncertain { return "the outcome of a call is unknown" }
  if let notBefore, notBefore > now { return "the last call failed; next retry at \(notBefore)" }
  return "in progress"
}
