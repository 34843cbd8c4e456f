import Core
import Wire

/// The calls that read a site's contents.
struct SiteContents: Sendable {
  let connect: ConnectClient
  let site: ExternalID<ProviderSite>

  private var path: String { "/v1.2/sites/\(site.text)" }

  func accessGroups() async throws(ProviderFault) -> [ObservedAccessGroup] {
    var groups: [ObservedAccessGroup] = []
    for group in try await connect.list("\(path)/access_groups", read: observedGroup) {
      do {
        groups.append(try await whole(group))
      } catch .refused(let refusal) where refusal.reason == .notFound {
        // It was deleted after the list was read.
      }
    }
    return groups
  }

  /// The group with its locks and time schedules.
  func whole(_ group: ObservedAccessGroup) async throws(ProviderFault) -> ObservedAccessGroup {
    let place = "access_groups/\(percentEncoded(group.id.text))"
    var whole = group
    whole.locks = try await connect.list("\(path)/\(place)/locks") { item in
      item["id"]?.text.map { ExternalID<ProviderLock>($0) }
    }
    // Only the older version lists time schedules.
    let schedules = try await connect.list("/v1.1/sites/\(site.text)/\(place)/time_schedules") { $0 }
    whole.hours = groupHours(schedules)
    whole.span = groupSpan(schedules)
    whole.schedules = schedules.compactMap(observedSchedule)
    return whole
  }

  func users() async throws(ProviderFault) -> [ObservedUser] {
    try await connect.list("\(path)/users", read: observedUser)
  }

  /// The features of the site's plan.
  func features() async throws(ProviderFault) -> [String] {
    let subscription = try connect.successful(await connect.get("\(path)/subscription"))
    guard case .array(let items)? = subscription["features"] else { return [] }
    return items.compactMap { $0.text ?? $0["code"]?.text }
  }

  /// A site without cards may not have the list at all.
  func tags() async throws(ProviderFault) -> [Tag] {
    do {
      let shown = try await connect.list("\(path)/tags") { item in
        item["id"]?.text.map { (id: $0, number: item["tag_number"]?.text) }
      }
      // A card without a number cannot be identified.
      return shown.compactMap { tag in tag.number.map { Tag(id: ExternalID(tag.id), number: $0) } }
    } catch .refused(let refusal) where refusal.reason == .notFound {
      return []
    }
  }

  /// The time zones of the site's IQs. Without them, the zone of the site applies, so that an account that cannot see the
  /// list can work on.
  func iqZones() async throws(ProviderFault) -> [ExternalID<ProviderIQ>: String] {
    do {
      let zones = try await connect.list("\(path)/iqs", read: iqZone)
      return Dictionary(zones) { first, _ in first }
    } catch .refused(let refusal) where [.notFound, .notAllowed].contains(refusal.reason) {
      return [:]
    }
  }

  func members(of group: ExternalID<ProviderAccessGroup>) async throws(ProviderFault) -> [ExternalID<ProviderPerson>] {
    try await connect.list("\(path)/access_groups/\(percentEncoded(group.text))/users", read: memberID)
  }

  func isThere(_ part: SitePart) async throws(ProviderFault) -> Bool {
    let end =
      switch part {
      case .lock(let id): "locks/\(percentEncoded(id.text))"
      case .accessGroup(let id): "access_groups/\(percentEncoded(id.text))"
      }
    let reply = await connect.get("\(path)/\(end)")
    if case .answered(let answer) = reply, answer.status == 404 { return false }
    _ = try connect.successful(reply)
    return true
  }

  func standing() async throws(ProviderFault) -> SiteStanding {
    let reply = await connect.get("\(path)/me")
    if case .answered(let answer) = reply, answer.status == 404 || answer.status == 403 { return .absent }
    let own = try connect.successful(reply)
    guard own["id"]?.text != nil else { throw .unreadable }
    if own.flag("blocked") == true { return .blocked }
    return own.roleCodes.contains(where: administratorRoles.contains) ? .administrator : .notAdministrator
  }
}

/// The roles that may change a site through the Connect API.
let administratorRoles: Set<String> = ["site_owner", "site_admin"]
