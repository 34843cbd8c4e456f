import API
import HTTPTypes
import Wire

/// A site: its state, what waits for it, and its IQs.
struct SitePage {
  private static let changeMax = 50
  private static let doorMax = 1000

  private let visit: ConsoleVisit
  private let id: ID<AcsSystem>

  init(_ visit: ConsoleVisit, _ id: ID<AcsSystem>) {
    self.visit = visit
    self.id = id
  }

  /// Nil if the system is not a site.
  func page(notices: [ConsoleNotice] = [], status: HTTPResponse.Status = .ok) async throws -> ConsolePage? {
    var get = AcsSystems.Get()
    get.acsSystemID = id
    let system = try await visit.call(get)
    guard !system.isCredentialManager else { return nil }
    var getSync = SiteSyncs.Get()
    getSync.connectedAccountID = system.connectedAccountID
    let readings = SiteReadings(try await visit.call(getSync))
    var getWaiting = SiteSyncs.GetWaiting()
    getWaiting.acsSystemID = id
    let waiting = try await visit.call(getWaiting)
    var context = facts(of: system, readings[id])
    context["readings"] = readings.running.filter { $0.acsSystemID == id }.map(\.progress)
    let isReading = readings[id].map { $0.phase != .idle } ?? false
    context["isReading"] = isReading
    context["problems"] = problems(of: system, waiting, readings[id])
    context["accept"] = shown(system.isShrunk ? acceptance(of: system).context : nil)
    context.merge(changes(waiting)) { $1 }
    let iqs = try await iqs(waiting)
    context["iqs"] = iqs
    context["hasIQs"] = !iqs.isEmpty
    return ConsolePage(
      title: system.name, template: "connections/site", context: context, notices: notices, status: status,
      refreshSeconds: isReading && status == .ok ? ConnectionPages.refreshSeconds : nil)
  }

  private var action: String { visit.link("\(ConnectionPages.name)/\(id.text)") }

  private func facts(of system: AcsSystem, _ reading: AccountSync.Site?) -> ConsoleContext {
    let times = visit.times(visit.site(id))
    let state = SiteState(system, reading)
    return [
      "action": action, "connections": visit.link(ConnectionPages.name), "name": system.name,
      "badge": ConsoleParts.badge(state.kind, state.text),
      "sync": ConsoleForm(action: action, step: ConnectionStep.sync.rawValue, button: "Read now", icon: .refresh)
        .context,
      "readAt": shown(reading?.lastSyncedAt.map { times.moment($0) }),
      "zone": system.location.timeZone.optional ?? "Unknown",
      "doors": reading?.entranceCount.map { ConsoleParts.grouped($0) } ?? "–",
      "groups": system.acsAccessGroupCount.map { ConsoleParts.grouped($0) } ?? "–",
      "people": system.acsUserCount.map { ConsoleParts.grouped($0) } ?? "–", "seats": reading?.seatWords ?? "–",
      "systemID": id.text,
    ]
  }

  private func problems(
    of system: AcsSystem, _ waiting: SiteWaiting, _ reading: AccountSync.Site?
  ) -> [ConsoleContext] {
    let others = [waiting.problem, reading?.problem].compactMap(\.self)
    return system.problemTexts(and: others).map { ["class": "is-warn", "icon": icon(.warn), "problem": $0] }
  }

  private func acceptance(of system: AcsSystem) -> ConsoleSheet {
    ConsoleSheet(
      id: "accept", title: "Accept that much of \(system.name) is gone?", action: action,
      step: ConnectionStep.accept.rawValue, button: "Delete what is gone", cancel: "Keep everything", isDanger: true,
      lead: "The site is read again, and each missing item is asked for by itself.",
      consequences: [
        (.x, "People, doors and groups of doors that \(visit.brand) no longer has are deleted here, with their stays."),
        (.info, "If the account only lost rights or the site is being moved, keep everything and mend that first."),
      ], values: [("seen", system.shrinkage ?? "")])
  }

  private func changes(_ waiting: SiteWaiting) -> ConsoleContext {
    let rows = waiting.changes.prefix(Self.changeMax).map { change in
      [
        "href": visit.link("people/\(change.acsUserID.text)"), "name": change.displayName,
        "meaning": ConnectionWords.change(change.mutationCode, of: change.displayName), "reason": change.reason,
      ] as ConsoleContext
    }
    let rest = waiting.changes.count - rows.count
    return [
      "changes": rows, "hasChanges": !rows.isEmpty,
      "moreChanges": shown(rest > 0 ? ConnectionWords.count(rest, "more change", "more changes") : nil),
    ]
  }

  private func iqs(_ waiting: SiteWaiting) async throws -> [ConsoleContext] {
    var list = IQs.List()
    list.acsSystemID = id
    let iqs = try await visit.call(list)
    if iqs.isEmpty { return [] }
    var listDoors = DeskDoors.List()
    listDoors.acsSystemID = id
    listDoors.limit = Self.doorMax
    let doors = try await visit.call(listDoors).items
    let names = Dictionary(doors.map { ($0.acsEntranceID, $0.displayName) }) { first, _ in first }
    let absent = Dictionary(waiting.absentIQs.map { ($0.iqID, $0) }) { first, _ in first }
    return iqs.enumerated().map { number, iq in row(iq, number: number + 1, names, absent[iq.iqID]) }
  }

  private func row(
    _ iq: IQ, number: Int, _ names: [ID<AcsEntrance>: String], _ absence: SiteWaiting.AbsentIQ?
  ) -> ConsoleContext {
    let times = visit.times(visit.site(id))
    let doors = iq.acsEntranceIDs.compactMap { names[$0] }.sorted()
    let others = iq.acsEntranceIDs.count - min(doors.count, 3)
    let more = others > 0 && !doors.isEmpty ? " and \(ConnectionWords.count(others, "other", "others"))" : ""
    let isOther = iq.timeZone != nil && iq.timeZone != visit.site(id)?.zone
    let state =
      absence.map { ConsoleParts.badge(.bad, "Offline since \(times.text($0.since))") }
      ?? ConsoleParts.badge(.ok, "Online")
    return [
      "number": number, "iq": iq.iqID.text, "doorNames": doors.prefix(3).joined(separator: ", ") + more,
      "badge": state, "zone": iq.timeZone ?? "Unknown",
      "zoneNote": shown(isOther ? "Another one than the site’s: stays follow the IQ’s." : nil),
      "isActivated": iq.isActivated, "isPinAwaited": iq.isPinAwaited,
      "offlineText": shown(absence.map { offlineText($0) }),
    ]
  }

  private func offlineText(_ absence: SiteWaiting.AbsentIQ) -> String {
    let doors = ConnectionWords.count(absence.doorCount, "door gets", "doors get")
    return "\(doors) no changes until it is back. Who could open them before can still do so."
  }
}
