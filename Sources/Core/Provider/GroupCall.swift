/// One call for one access group that Latchkey creates. Each call changes or reads one thing, so that its outcome can be
/// stored on its own.
package enum GroupCall: Hashable, Sendable {
  /// Creates a group without locks and schedules, which opens nothing. Returns `group`.
  case createGroup(name: String)
  /// Finds the group with this name. Returns `group` or `absent`.
  case findGroup(name: String)
  /// Returns `group` or `absent`.
  case readGroup(ExternalID<ProviderAccessGroup>)
  /// Adds and removes locks at once. Returns `confirmed`.
  case setLocks(
    ExternalID<ProviderAccessGroup>, adding: [ExternalID<ProviderLock>], removing: [ExternalID<ProviderLock>])
  /// Creates a schedule for all day, every day of a period. Returns `schedule`.
  case createSchedule(ExternalID<ProviderAccessGroup>, LocalPeriod)
  /// The same with a schedule that exists. Returns `schedule`.
  case changeSchedule(ExternalID<ProviderAccessGroup>, ExternalID<ProviderTimeSchedule>, LocalPeriod)
  /// Returns `confirmed`. A missing schedule is not an error.
  case removeSchedule(ExternalID<ProviderAccessGroup>, ExternalID<ProviderTimeSchedule>)
  /// Returns `absent`. A missing group is not an error.
  case deleteGroup(ExternalID<ProviderAccessGroup>)

  /// Whether a lost response leaves it uncertain that the call had its effect.
  package var isMutating: Bool {
    switch self {
    case .findGroup, .readGroup: false
    default: true
    }
  }
}
