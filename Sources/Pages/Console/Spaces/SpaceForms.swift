import API
import HTTPTypes
import Wire

/// The forms of spaces: what they ask, and what they do.
struct SpaceForms {
  /// The component of the address that asks before a door is taken out.
  static let removal = "doors"
  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  private func link(_ space: ID<Space>) -> String { visit.link("spaces/\(space)") }

  /// Leads to the page of a space, which says what was done and how to undo it.
  ///
  /// - Parameters:
  ///   - name: the name that the space must still have for the way back. Nil for any.
  ///   - before: what the way back needs.
  private func done(_ deed: String, _ space: ID<Space>, named name: String? = nil, before: String) -> ConsoleAnswer {
    let marked = visit.mark.marked(before, about: Self.subject(space, named: name))
    return .seeOther(visit.link("spaces/\(space)", ["done": deed, "before": marked]))
  }

  /// What the mark of a way back is about. With a name, the way back ends once the space has another one.
  static func subject(_ space: ID<Space>, named name: String?) -> String { name.map { "\(space) \($0)" } ?? space.text }

  /// Whether the operator can mend what was refused.
  private static func isMendable(_ error: APIError) -> Bool {
    [400, 409].contains(error.status) && error.type != APIError.changedMeanwhile.type
  }
}

// MARK: Creating and renaming

extension SpaceForms {
  /// - Parameter name: what was typed. Nil for an empty form.
  func creation(name: String?, faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "new-space", title: "New space", action: visit.link("spaces"), step: SpaceStep.create.rawValue,
      button: "Create the space", lead: "A room or an area. You add its doors on the next page.",
      fields: [ConsoleField("name", "Name", value: name, isRequired: true, faults: faults, autocomplete: "off")])
  }

  func create() async throws -> ConsoleAnswer {
    var create = Spaces.Create()
    create.name = visit.form.filled("name") ?? ""
    do {
      let space = try await visit.call(create)
      return done("created", space.spaceID, named: space.spaceName, before: "")
    } catch let error as APIError where Self.isMendable(error) {
      let faults = ConsoleFaults(error)
      return .page(.asking(creation(name: create.name, faults: faults), faults: faults, back: visit.link("spaces")))
    }
  }

  /// - Parameter name: what was typed. Nil for the current name.
  func renaming(_ space: Space, name: String?, faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "rename-space", title: "Edit \(space.displayName)", action: link(space.spaceID),
      step: SpaceStep.rename.rawValue, button: "Save",
      fields: [
        ConsoleField(
          "name", "Name", value: name ?? space.spaceName, isRequired: true, faults: faults, autocomplete: "off")
      ], values: [(name: "before", value: space.spaceName)])
  }

  /// Changes the name, unless it is another one than the form showed.
  func rename(_ id: ID<Space>) async throws -> ConsoleAnswer {
    let space = try await visit.space(id)
    let name = visit.form.filled("name") ?? ""
    func refuse(_ faults: ConsoleFaults) -> ConsoleAnswer {
      .page(.asking(renaming(space, name: name, faults: faults), faults: faults, back: link(id)))
    }
    guard visit.form["before"] == space.spaceName else {
      var faults = ConsoleFaults.none
      let author = try await visit.author(ofChange: id.text, of: ["name"]) ?? "Somebody"
      faults.add("name", "\(author) changed the name to “\(space.spaceName)” in the meantime. Look again.")
      return refuse(faults)
    }
    var update = Spaces.Update()
    update.spaceID = id
    update.name = name
    do { _ = try await visit.call(update, ifUnchanged: id.text) } catch let error as APIError
      where Self.isMendable(error)
    {
      return refuse(ConsoleFaults(error))
    }
    return done("renamed", id, named: name, before: space.spaceName)
  }
}

// MARK: Doors

extension SpaceForms {
  /// Asks for a door to add, by its name or, if several have it, from a list.
  func addition(to space: Space, _ search: DoorSearch? = nil) -> ConsoleSheet {
    var faults = ConsoleFaults.none
    if let search, search.isVain { faults.add("door_name", "No door has this name.") }
    let choices = search?.choices.map { door in
      ConsoleChoice(door.acsEntranceID.text, door.displayName, detail: visit.site(door.acsSystemID)?.name)
    }
    let name = ConsoleField(
      "door_name", "Door", .search, value: search?.typed, hint: "A part of its name.", isRequired: true, faults: faults,
      autocomplete: "off")
    let field = (choices ?? []).isEmpty ? name : ConsoleField("door", "Which door?", .select(choices ?? []))
    return ConsoleSheet(
      id: "add-door", title: "Add a door to \(space.displayName)", action: link(space.spaceID),
      step: SpaceStep.addDoor.rawValue, button: "Add the door",
      consequences: [
        (icon: .check, text: "Guests of the space can open the door too, usually within a minute."),
        (icon: .check, text: "Their PINs, cards and keys stay the same."),
      ], fields: [field])
  }

  func addDoor(to id: ID<Space>) async throws -> ConsoleAnswer {
    let search = try await DoorSearch(
      visit.form.filled("door_name"), chosen: visit.form.filled("door"), at: nil, visit)
    guard let door = search.door else {
      let sheet = addition(to: try await visit.space(id), search)
      return .page(.asking(sheet, faults: .none, back: link(id)))
    }
    var add = Spaces.AddAcsEntrances()
    add.spaceID = id
    add.acsEntranceIDs = [door.acsEntranceID]
    _ = try await visit.call(add)
    return done("added", id, before: door.acsEntranceID.text)
  }

  /// The page that asks before a door is taken out.
  func askRemoval(of door: ID<AcsEntrance>, from id: ID<Space>) async throws -> ConsolePage {
    let space = try await visit.space(id)
    var get = DeskDoors.Get()
    get.acsEntranceID = door
    let name = try await visit.call(get).displayName
    let current = try await SpaceGuests(visit, in: [id], limit: 50).stays(in: id).current
    var consequences: [(icon: ConsoleIcon, text: String)] = [
      (icon: .check, text: "The lock stays as it is, and so does everybody’s access by other ways.")
    ]
    if !current.isEmpty {
      consequences.insert(
        (icon: .x, text: "\(name) stops opening for \(current.names), usually within a minute."), at: 0)
    }
    let sheet = ConsoleSheet(
      id: "take-out", title: "Take \(name) out of \(space.displayName)?", action: link(id),
      step: SpaceStep.removeDoor.rawValue, button: "Take it out", cancel: "Keep the door", isDanger: true,
      consequences: consequences, values: [(name: "door", value: door.text)])
    var page = ConsolePage.asking(sheet, faults: .none, back: link(id))
    page.status = .ok
    return page
  }

  /// Takes a door out, whether it is in the space as an entrance, as a device or as both.
  func removeDoor(from space: ID<Space>) async throws -> ConsoleAnswer {
    let door = visit.form["door"] ?? ""
    var entrances = Spaces.RemoveAcsEntrances()
    entrances.spaceID = space
    entrances.acsEntranceIDs = [ID(door)]
    _ = try await visit.call(entrances)
    var devices = Spaces.RemoveDevices()
    devices.spaceID = space
    devices.deviceIDs = [ID(door)]
    _ = try await visit.call(devices)
    return done("removed", space, before: door)
  }
}

// MARK: Deleting

extension SpaceForms {
  /// - Parameter current: the stays in the space that have begun.
  func deletion(_ space: Space, _ current: [SpaceGuests.Stay]) -> ConsoleSheet {
    var consequences: [(icon: ConsoleIcon, text: String)] = [
      (icon: .warn, text: "Stays in the space, also later ones, go on without its doors and get a warning."),
      (icon: .check, text: "The doors stay at the site, and so does everybody’s access by other ways."),
    ]
    if !current.isEmpty {
      consequences.insert(
        (icon: .x, text: "The doors of the space stop opening for \(current.names), usually within a minute."), at: 0)
    }
    return ConsoleSheet(
      id: "delete-space", title: "Delete \(space.displayName)?", action: link(space.spaceID),
      step: SpaceStep.delete.rawValue, button: "Delete the space", cancel: "Keep the space", isDanger: true,
      consequences: consequences, values: [(name: "guests", value: Self.seen(current))])
  }

  /// Deletes the space, unless other guests are in it than the form showed.
  func delete(_ id: ID<Space>) async throws -> ConsoleAnswer {
    let space = try await visit.space(id)
    let current = try await SpaceGuests(visit, in: [id], limit: 50).stays(in: id).current
    guard visit.form["guests"] == Self.seen(current) else {
      var page = ConsolePage.asking(deletion(space, current), faults: .none, back: link(id))
      page.notices = [
        ConsoleNotice(
          .bad, "Nothing was deleted.", "A stay in the space began or ended in the meantime. Look again.")
      ]
      return .page(page)
    }
    var delete = Spaces.Delete()
    delete.spaceID = id
    _ = try await visit.call(delete, ifUnchanged: id.text)
    return .seeOther("spaces?done=deleted")
  }

  /// The stays that a form showed.
  private static func seen(_ stays: [SpaceGuests.Stay]) -> String {
    stays.map { $0.stay.accessGrantID?.text ?? $0.person.acsUserID.text }.sorted().joined(separator: " ")
  }
}
