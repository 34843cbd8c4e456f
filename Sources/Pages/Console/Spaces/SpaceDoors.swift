import API
import Wire

/// How many doors spaces have, and where.
struct SpaceDoors {
  private var doors: [ID<Space>: Set<String>] = [:]
  private var sites: [ID<Space>: [ConsoleSite]] = [:]

  /// - Parameter spaces: at most 100.
  init(_ visit: ConsoleVisit, of spaces: [ID<Space>]) async throws {
    if spaces.isEmpty { return }
    var get = Spaces.GetRelated()
    get.spaceIDs = spaces
    get.include = [.devices, .acsEntrances]
    let batch = try await visit.call(get)
    // A door may be in a space as a device, as an entrance or as both, by the same ID.
    for device in batch.devices ?? [] {
      for space in device.spaceIDs { doors[space, default: []].insert(device.deviceID.text) }
    }
    for entrance in batch.acsEntrances ?? [] {
      for space in entrance.spaceIDs {
        doors[space, default: []].insert(entrance.acsEntranceID.text)
        guard let site = visit.site(entrance.acsSystemID) else { continue }
        if sites[space]?.contains(where: { $0.id == site.id }) != true { sites[space, default: []].append(site) }
      }
    }
  }

  func count(of space: ID<Space>) -> Int { doors[space]?.count ?? 0 }

  /// The first site of its entrances. Nil if it is unknown.
  func site(of space: ID<Space>) -> ConsoleSite? { sites[space]?.first }

  /// The names of its sites, as far as its entrances show them.
  func places(of space: ID<Space>) -> String {
    let names = (sites[space] ?? []).map(\.name)
    return names.isEmpty ? "–" : names.joined(separator: ", ")
  }
}
