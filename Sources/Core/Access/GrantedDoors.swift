package import API
package import Wire

/// The doors to which an access grant gives access at a site, and when. Without doors once it is withdrawn.
package struct GrantedDoors: Hashable, Sendable {
  package var entrances: Set<ID<AcsEntrance>>
  package var schedule: Schedule

  package init(entrances: Set<ID<AcsEntrance>>, schedule: Schedule) {
    self.entrances = entrances
    self.schedule = schedule
  }
}

extension GrantGroup.Wanted {
  /// What the grant gives. It counts at once, before the provider has the group.
  package var grantedDoors: GrantedDoors {
    GrantedDoors(entrances: isDeleted ? [] : entrances, schedule: schedule)
  }
}
