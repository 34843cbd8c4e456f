import Core
import Wire

/// The calls about the access groups that Latchkey creates.
struct SiteGroups: Sendable {
  let connect: ConnectClient
  let site: ExternalID<ProviderSite>

  private var path: String { "/v1.2/sites/\(site.text)/access_groups" }
  private func path(_ group: ExternalID<ProviderAccessGroup>) -> String { "\(path)/\(percentEncoded(group.text))" }
  /// Only the older version has time schedules.
  private func schedulesPath(_ group: ExternalID<ProviderAccessGroup>) -> String {
    "/v1.1/sites/\(site.text)/access_groups/\(percentEncoded(group.text))/time_schedules"
  }

  func perform(_ call: GroupCall) async -> Outcome {
    switch call {
    case .createGroup(let name): await create(name)
    case .findGroup(let name): await find(name)
    case .readGroup(let group): await read(group)
    case .setLocks(let group, let adding, let removing): await setLocks(group, adding, removing)
    case .createSchedule(let group, let period): await put("POST", schedulesPath(group), period)
    case .changeSchedule(let group, let schedule, let period):
      await put("PATCH", "\(schedulesPath(group))/\(percentEncoded(schedule.text))", period)
    case .removeSchedule(let group, let schedule):
      await delete("\(schedulesPath(group))/\(percentEncoded(schedule.text))", .confirmed)
    case .deleteGroup(let group): await delete(path(group), .absent)
    }
  }

  private func create(_ name: String) async -> Outcome {
    let reply = await connect.change("POST", path, .object(["customer_reference": .string(name)]))
    return outcome(reply) { answer in
      guard let group = observedGroup(answer.body) else { return .unknown("the new group could not be read") }
      return .done(.group(group))
    }
  }

  private func find(_ name: String) async -> Outcome {
    let quoted = name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    do {
      let groups = try await connect.list(
        "\(path)?$filter=\(percentEncoded("customer_reference eq '\(quoted)'"))", read: observedGroup)
      guard let found = groups.first(where: { $0.name == name }) else { return .done(.absent) }
      return .done(.group(try await whole(found)))
    } catch {
      return outcome(error)
    }
  }

  private func read(_ group: ExternalID<ProviderAccessGroup>) async -> Outcome {
    let reply = await connect.get(path(group))
    if case .answered(let answer) = reply, answer.status == 404 { return .done(.absent) }
    do {
      guard let found = observedGroup(try connect.successful(reply)) else { return .later(.unavailable, after: nil) }
      return .done(.group(try await whole(found)))
    } catch {
      return outcome(error)
    }
  }

  /// The group with its locks and time schedules.
  private func whole(_ group: ObservedAccessGroup) async throws(ProviderFault) -> ObservedAccessGroup {
    try await SiteContents(connect: connect, site: site).whole(group)
  }

  /// Salto confirms the change without showing the group.
  private func setLocks(
    _ group: ExternalID<ProviderAccessGroup>, _ adding: [ExternalID<ProviderLock>],
    _ removing: [ExternalID<ProviderLock>]
  ) async -> Outcome {
    let body = JSON.object([
      "add_ids": .array(adding.map { .string($0.text) }), "remove_ids": .array(removing.map { .string($0.text) }),
    ])
    return outcome(await connect.change("PATCH", path(group) + "/locks", body)) {
      $0.isPlainSuccess ? .done(.confirmed) : .unreadable
    }
  }

  private func put(_ method: String, _ path: String, _ period: LocalPeriod) async -> Outcome {
    outcome(await connect.change(method, path, scheduleBody(period))) { answer in
      guard let schedule = observedSchedule(answer.body) else { return .unknown("the schedule could not be read") }
      return .done(.schedule(schedule))
    }
  }

  private func delete(_ path: String, _ gone: Observation) async -> Outcome {
    let reply = await connect.change("DELETE", path, nil)
    if case .answered(let answer) = reply, answer.status == 404 { return .done(gone) }
    return outcome(reply) { $0.isBareSuccess ? .done(gone) : .unreadable }
  }
}

/// A group in a list, without its locks and schedules.
func observedGroup(_ item: JSON) -> ObservedAccessGroup? {
  item["id"]?.text.map { id in
    ObservedAccessGroup(id: ExternalID(id), name: item["customer_reference"]?.text ?? id, locks: [], hours: .none)
  }
}
