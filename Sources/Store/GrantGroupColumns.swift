import API
import Core
import Wire

extension GrantGroupRecord: Updatable {
  static let table = Table<GrantGroupRecord>("grant_groups")

  /// The entrances are rows of their own.
  static func row(_ column: inout some ColumnVisitor<GrantGroupRecord>) -> GrantGroupRecord {
    var group = GrantGroupRecord(
      id: column(key: "grant_group_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      accessGrantID: column(once: "access_grant_id", \.accessGrantID), sequence: column(once: "sequence", \.sequence),
      createdAt: column(once: "created_at", \.createdAt), wanted: wanted(&column))
    group.observed = observed(&column)
    group.acsAccessGroupID = column("acs_access_group_id", \.acsAccessGroupID)
    group.progress = progress(&column)
    group.changedExternallyAt = column("changed_externally_at", \.changedExternallyAt)
    group.version = column("version", \.version)
    return group
  }

  private static func wanted(_ column: inout some ColumnVisitor<GrantGroupRecord>) -> GrantGroup.Wanted {
    GrantGroup.Wanted(
      acsSystemID: column(once: "acs_system_id", \.wanted.acsSystemID),
      timeZone: column(once: "time_zone", \.wanted.timeZone), acsUserID: column("acs_user_id", \.wanted.acsUserID),
      name: column("name", \.wanted.name), entrances: [],
      schedule: Schedule(
        startsAt: column("starts_at", \.wanted.schedule.startsAt), endsAt: column("ends_at", \.wanted.schedule.endsAt)),
      leadsAt: column("leads_at", \.wanted.leadsAt), isDeleted: column("is_deleted", \.wanted.isDeleted))
  }

  private static func observed(_ column: inout some ColumnVisitor<GrantGroupRecord>) -> Observed? {
    let group = column("external_id", \.observed?.group)
    let name = column("observed_name", \.observed?.name)
    let schedules = column("observed_schedules") { $0.observed.map { schedulesText($0.schedules) } }
    let schedulesAt = column("observed_schedules_at", \.observed?.schedulesAt)
    guard let group, let schedulesAt else { return nil }
    return Observed(
      group: group, name: name ?? "", locks: [], schedules: Store.schedules(schedules), schedulesAt: schedulesAt)
  }

  private static func progress(_ column: inout some ColumnVisitor<GrantGroupRecord>) -> Progress {
    var progress = Progress()
    let call = column("open_call", \.progress.openCall?.kind.text)
    let at = column("open_call_at", \.progress.openCall?.at)
    if let kind = call.flatMap(GrantGroup.OpenCall.Kind.init(text:)), let at {
      progress.openCall = GrantGroup.OpenCall(kind: kind, at: at)
    }
    progress.attempts = column("attempts", \.progress.attempts)
    progress.notBefore = column("not_before", \.progress.notBefore)
    progress.refusals = grantGroupRefusals(column("refusals") { refusalsText($0.progress.refusals) })
    progress.revokingSince = column("revoking_since", \.progress.revokingSince)
    return progress
  }
}
