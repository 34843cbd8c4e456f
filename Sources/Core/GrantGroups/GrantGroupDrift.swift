package import Wire

extension GrantGroupRecord {
  /// Whether a sync says anything about the group. It does not while a call is open.
  package var isComparable: Bool { observed != nil && progress.openCall == nil }

  /// The group after a sync. Nil if nothing differs.
  ///
  /// The next plan restores what a person changed at the provider, since the record then differs from the wanted state.
  ///
  /// - Parameter shown: the group in the sync. Nil if it was read by its ID and does not exist.
  package func drift(shown: ObservedAccessGroup?, now: Instant) -> GrantGroupRecord? {
    guard isComparable, let observed else { return nil }
    var changed = self
    if let shown {
      let seen = Observed(shown, at: now, after: observed)
      if seen == observed { return nil }
      let isSameAccess = seen.locks == observed.locks && Set(seen.schedules) == Set(observed.schedules)
      changed.observed = seen
      if isSameAccess { return changed }
    } else {
      changed.observed = nil
    }
    changed.changedExternallyAt = now
    changed.progress.refusals = []
    return changed
  }
}
