import API
import Wire

/// The page of one door: how it is, who could open it and who did.
struct DoorPage {
  private static let entryMax = 10
  private let visit: ConsoleVisit
  private let id: ID<AcsEntrance>

  init(_ visit: ConsoleVisit, door id: ID<AcsEntrance>) {
    self.visit = visit
    self.id = id
  }

  func page() async throws -> ConsolePage {
    var get = DeskDoors.Get()
    get.acsEntranceID = id
    let door = try await visit.call(get)
    let site = visit.site(door.acsSystemID)
    let times = visit.times(site)
    let device = try await device()
    let openers = try await DoorOpeners(visit, door, times)
    var context: ConsoleContext = [
      "list": visit.link("doors"), "name": door.displayName, "summary": summary(of: door, openers, times),
      "openers": openers.context, "others": shown(openers.later), "entries": try await entries(of: door, times),
      "plot": try await plot(of: door, times),
      "lock": try await lock(of: door, device, times), "sheet": shown(sheet(for: door, device)),
    ]
    context.merge(DoorState(door).context) { first, _ in first }
    return ConsolePage(
      title: door.displayName, template: "doors/door", context: context, notices: notices(of: door, device, times))
  }

  /// The lock as a device. Nil if it was made unmanaged, so that it cannot be opened from here.
  private func device() async throws -> Device? {
    var get = Devices.Get()
    get.device = DeviceSelector(ID(id.text))
    do { return try await visit.call(get) } catch let error as APIError where error.status == 404 { return nil }
  }

  private func summary(of door: DeskDoor, _ openers: DoorOpeners, _ times: ConsoleTimes) -> String {
    let site = visit.site(door.acsSystemID)?.name ?? "Unknown site"
    let last = door.lastEntry.map { entry in
      "Last entry \(times.text(entry.occurredAt))\(entry.personName.map { " by \($0)" } ?? "")."
    }
    return "\(site). \(openers.summary) \(last ?? "No entry yet.")"
  }

  private func notices(of door: DeskDoor, _ device: Device?, _ times: ConsoleTimes) -> [ConsoleNotice] {
    var notices: [ConsoleNotice] = []
    if device == nil {
      notices.append(
        ConsoleNotice(.info, "The lock is not managed here.", "It opens as before, but not by Open now."))
    }
    if door.isIntrusionAlarm {
      notices.append(ConsoleNotice(.bad, "The lock reports an intrusion.", "Look after the door now."))
    }
    if door.isLeftOpen {
      notices.append(ConsoleNotice(.warn, "The door was left open.", "It locks once it is closed."))
    }
    if !door.isOnline {
      let since = device?.isOfflineSince.map { " since \(times.text($0))" } ?? ""
      notices.append(
        ConsoleNotice(
          .warn, "The lock is offline\(since).",
          "It opens for those whom it knows. Changes and Open now do not get there until it is online."))
    }
    if door.isBatteryLow {
      let text = DoorState(door).batteryText.lowercased()
      notices.append(
        ConsoleNotice(
          .warn, "The battery is \(text).",
          "Replace it soon. A lock with an empty battery opens by its mechanical key only."))
    }
    return notices
  }

  /// The form that opens the door. Nil if the operator may not, or if the lock cannot.
  private func sheet(for door: DeskDoor, _ device: Device?) -> ConsoleContext? {
    guard visit.may(.frontDesk), let device, device.canRemotelyUnlock != false else { return nil }
    return DoorOpening(visit, door: id).sheet(name: door.displayName).context
  }

  private func entries(of door: DeskDoor, _ times: ConsoleTimes) async throws -> ConsoleContext {
    var list = Activities.List()
    list.acsEntranceID = id
    list.kinds = [.entry, .refusal]
    list.limit = Self.entryMax
    let rows = try await visit.call(list).items.map { DoorEntry($0).context(visit, times) }
    return [
      "all": visit.link("activity", ["door": id.text]), "rows": rows, "hasRows": !rows.isEmpty,
    ]
  }

  private func plot(of door: DeskDoor, _ times: ConsoleTimes) async throws -> ConsoleContext {
    var get = DeskDoors.GetEntriesByHour()
    get.acsEntranceID = id
    get.date = visit.query.filled("day")
    let entries: EntriesByHour
    do { entries = try await visit.call(get) } catch let error as APIError where error.status == 400 {
      // The date of the address is none.
      get.date = nil
      entries = try await visit.call(get)
    }
    return EntryPlot(entries, at: door.displayName, times).context { visit.same(["day": $0]) }
  }

  private func lock(of door: DeskDoor, _ device: Device?, _ times: ConsoleTimes) async throws -> ConsoleContext {
    var get = AcsEntrances.Get()
    get.acsEntranceID = id
    let entrance = try await visit.call(get)
    var getDetails = DeskDoors.GetDetails()
    getDetails.acsEntranceID = id
    let details = try await visit.call(getDetails)
    let state = DoorState(door)
    return [
      "groups": details.groupNames.isEmpty ? "None" : details.groupNames.joined(separator: ", "),
      "lastContact": shown(details.lastOnlineAt.map { times.moment($0) }),
      "battery": state.batteryText, "connection": state.connectionText,
      "connectionSince": shown(device?.isOfflineSince.map { times.text($0) }),
      "mode": state.specialMode ?? "Normal",
      "modeSince": shown(state.specialMode.flatMap { _ in device?.specialModeSince }.map { times.text($0) }),
      "takes": state.means(takesCards: entrance.canUnlockWithCard),
      "model": shown(device.flatMap { DoorState.model($0.properties.model.displayName) }),
      "spaces": try await spaces(entrance.spaceIDs + (device?.spaceIDs ?? [])),
      "since": times.moment(entrance.createdAt), "doorID": id.text, "systemID": door.acsSystemID.text,
    ]
  }

  /// Links to spaces, each once.
  private func spaces(_ ids: [ID<Space>]) async throws -> [ConsoleContext] {
    if ids.isEmpty { return [] }
    var get = Spaces.GetRelated()
    get.spaceIDs = Array(Set(ids).prefix(100))
    get.include = [.spaces]
    let spaces = try await visit.call(get).spaces ?? []
    return spaces.enumerated().map { index, space in
      [
        "href": visit.link("spaces/\(space.spaceID)"), "text": space.displayName, "comma": index < spaces.count - 1,
      ]
    }
  }
}

extension Device {
  /// Since when the lock or its IQ is offline. Nil if they are online.
  fileprivate var isOfflineSince: Instant? {
    errors.filter { [.deviceDisconnected, .hubDisconnected].contains($0.code.known) }.map(\.createdAt).min()
  }

  /// Since when the lock is in office or privacy mode.
  fileprivate var specialModeSince: Instant? {
    warnings.filter { [.saltoKSOfficeMode, .saltoKSPrivacyMode, .privacyMode].contains($0.code.known) }
      .map(\.createdAt).min()
  }
}
