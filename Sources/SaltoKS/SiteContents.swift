import Core
import Wire

/// The calls that read what there is at a site.
struct SiteContents: Sendable {
  let connect: ConnectClient
  let site: ExternalID<ProviderSite>

  private var path: String { "/v1.2/sites/\(site.text)" }

  func accessGroups() async throws(ProviderFault) -> [ObservedAccessGroup] {
    var groups: [ObservedAccessGroup] = []
    for item in try await connect.list("\(path)/access_groups") {
      guard let id = item["id"]?.text else { throw .refused(unreadable("an access group")) }
      let locks = try await connect.list("\(path)/access_groups/\(id)/locks")
      // Time schedules are shown by the older version only.
      let schedules = try await connect.list("/v1.1/sites/\(site.text)/access_groups/\(id)/time_schedules")
      groups.append(
        ObservedAccessGroup(
          id: ExternalID(id), name: item["customer_reference"]?.text ?? id,
          locks: locks.compactMap { $0["id"]?.text }.map { ExternalID($0) }, hours: groupHours(schedules)))
    }
    return groups
  }

  func users() async throws(ProviderFault) -> [ObservedUser] {
    var users: [ObservedUser] = []
    for item in try await connect.list("\(path)/users") {
      guard let user = observedUser(item) else { throw .refused(unreadable("a user")) }
      users.append(user)
    }
    return users
  }

  /// What the site's plan has.
  func features() async throws(ProviderFault) -> [String] {
    let subscription = try connect.successful(await connect.get("\(path)/subscription"))
    guard case .array(let items)? = subscription["features"] else { return [] }
    return items.compactMap { $0.text ?? $0["code"]?.text }
  }

  /// A site without cards may not know the list at all.
  func tags() async throws(ProviderFault) -> [Tag] {
    do {
      return try await connect.list("\(path)/tags").compactMap { item in
        guard let id = item["id"]?.text, let number = item["tag_number"]?.text else { return nil }
        return Tag(id: ExternalID(id), number: number)
      }
    } catch .refused(let refusal) where refusal.reason == .notFound {
      return []
    }
  }

  func members(of group: ExternalID<ProviderAccessGroup>) async throws(ProviderFault) -> [ExternalID<ProviderPerson>] {
    try await connect.list("\(path)/access_groups/\(percentEncoded(group.text))/users")
      .compactMap { ($0["user"]?["id"] ?? $0["id"])?.text }.map { ExternalID($0) }
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
    if own.flag("blocked") == true { return .blocked }
    return own.roleCodes.contains(where: administratorRoles.contains) ? .administrator : .notAdministrator
  }
}

/// The roles of those who may change a site through the Connect API.
let administratorRoles: Set<String> = ["site_owner", "site_admin"]
