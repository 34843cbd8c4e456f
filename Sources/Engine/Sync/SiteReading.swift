import API
import Core

/// The contents of a site in one sync.
struct SiteReading: Sendable {
  var site: ObservedSite
  var iqZones: [ExternalID<ProviderIQ>: String]
  var locks: [ObservedLock]
  var groups: [ObservedAccessGroup]
  var users: [ObservedUser]
  var tags: [Tag]
  var letsPinsBeChosen: Bool
  /// The groups of each person.
  var groupsOfPerson: [ExternalID<ProviderPerson>: Set<ExternalID<ProviderAccessGroup>>]

  /// Reads page by page, since there may be thousands of users and hundreds of locks. The locks come last: their states
  /// must be recent, and reading people takes long.
  ///
  /// - Parameter progress: called with the contents read so far.
  init(
    _ id: ExternalID<ProviderSite>, from provider: any Provider, progress: @Sendable (AccountSync.Phase) -> Void
  ) async throws(ProviderFault) {
    progress(.readingPeople)
    let listed = try await provider.accessGroups(of: id)
    users = try await provider.users(of: id)
    tags = try await provider.tags(of: id)
    groups = []
    groupsOfPerson = [:]
    for group in listed {
      do {
        for person in try await provider.members(of: group.id, at: id) {
          groupsOfPerson[person, default: []].insert(group.id)
        }
        groups.append(group)
      } catch .refused(let refusal) where refusal.reason == .notFound {
        // It was deleted after the list was read.
      }
    }
    progress(.readingDoors)
    letsPinsBeChosen = try await provider.letsPinsBeChosen(at: id)
    iqZones = try await provider.iqZones(of: id)
    locks = try await provider.locks(of: id)
    site = try await provider.site(id)
  }
}
