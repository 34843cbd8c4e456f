import API
import Wire

/// The door that an operator names: one, several to choose from, or none.
struct DoorSearch: Sendable {
  /// How many doors are shown to choose from.
  private static let choiceMax = 20

  /// What was typed. Nil for nothing.
  let typed: String?
  /// The door that is meant. Nil if there is none, or if there are several.
  let door: DeskDoor?
  /// The doors of which several have the name.
  let choices: [DeskDoor]
  private let hasMore: Bool
  private let visit: ConsoleVisit

  /// - Parameters:
  ///   - typed: a part of the door's name. Nil if nothing was typed.
  ///   - chosen: the ID of a door that was chosen from a list. What was typed counts more.
  ///   - site: the site of the door. Nil for any.
  init(_ typed: String?, chosen: String?, at site: ID<AcsSystem>?, _ visit: ConsoleVisit) async throws {
    self.typed = typed
    self.visit = visit
    guard let typed else {
      (choices, hasMore) = ([], false)
      door = try await Self.door(chosen, at: site, visit)
      return
    }
    var list = DeskDoors.List()
    list.acsSystemID = site
    list.search = typed
    list.limit = Self.choiceMax
    let found = try await visit.call(list)
    let named = found.items.filter { $0.displayName.lowercased() == typed.lowercased() }
    let meant = found.items.count == 1 ? found.items : named
    door = meant.count == 1 ? meant[0] : nil
    choices = meant.count == 1 ? [] : found.items
    hasMore = found.pagination.hasNextPage
  }

  /// The door with an ID. Nil if there is none, or if it belongs to another site.
  static func door(
    _ id: String?, at site: ID<AcsSystem>?, _ visit: ConsoleVisit
  ) async throws -> DeskDoor? {
    guard let id else { return nil }
    var get = DeskDoors.Get()
    get.acsEntranceID = ID(id)
    do {
      let door = try await visit.call(get)
      return site == nil || door.acsSystemID == site ? door : nil
    } catch let error as APIError where error.kind == .notFound {
      return nil
    }
  }

  /// Whether no door has the typed name.
  var isVain: Bool { typed != nil && door == nil && choices.isEmpty }

  /// The context of the partial `doors/choices`. Nil if there is nothing to choose.
  ///
  /// - Parameter link: the address of the page with a door.
  func context(link: (DeskDoor) -> String) -> ConsoleContext? {
    if choices.isEmpty { return nil }
    let items = choices.map { door in
      let site = visit.sites.count > 1 ? visit.site(door.acsSystemID)?.name : nil
      return ["href": link(door), "name": door.displayName, "site": shown(site)] as ConsoleContext
    }
    return ["items": items, "hasMore": hasMore]
  }
}
