import Core
import Wire

/// The calls about memberships of access groups. They take the person's ID, not the site user's.
struct SiteMemberships: Sendable {
  let connect: ConnectClient
  let site: ExternalID<ProviderSite>

  private func path(_ group: ExternalID<ProviderAccessGroup>) -> String {
    "/v1.2/sites/\(site.text)/access_groups/\(percentEncoded(group.text))"
  }

  func add(_ person: ExternalID<ProviderPerson>, to group: ExternalID<ProviderAccessGroup>) async -> Outcome {
    let body = JSON.object(["user_id": .string(person.text)])
    let reply = await connect.change("POST", path(group) + "/users", body)
    guard case .answered(let answer) = reply, answer.status == 404 else {
      // Salto returns the person that it added.
      return outcome(reply) { $0.isBareSuccess || memberID($0.body) != nil ? .done(.membership(true)) : .unreadable }
    }
    // A group does not know a new user until it has settled. A deleted group, however, stays unknown.
    if case .answered(let read) = await connect.get(path(group)), read.status == 404 {
      return .refused(Refusal(.notFound, "The access group no longer exists"))
    }
    return .later(.notSettled, after: nil)
  }

  func remove(_ person: ExternalID<ProviderPerson>, from group: ExternalID<ProviderAccessGroup>) async -> Outcome {
    let reply = await connect.change("DELETE", path(group) + "/users/\(percentEncoded(person.text))", nil)
    if case .answered(let answer) = reply, answer.status == 404 { return .done(.membership(false)) }
    return outcome(reply) { $0.isBareSuccess ? .done(.membership(false)) : .unreadable }
  }

  func read(_ person: ExternalID<ProviderPerson>, in group: ExternalID<ProviderAccessGroup>) async -> Outcome {
    do {
      let people = try await connect.list(path(group) + "/users", read: memberID)
      return .done(.membership(people.contains(person)))
    } catch .refused(let refusal) where refusal.reason == .notFound {
      return .done(.membership(false))
    } catch {
      return outcome(error)
    }
  }
}

/// The person in an item of a group's list.
func memberID(_ item: JSON) -> ExternalID<ProviderPerson>? {
  (item["user"]?["id"] ?? item["id"])?.text.map { ExternalID($0) }
}
