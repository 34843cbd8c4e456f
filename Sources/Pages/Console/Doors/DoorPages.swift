import API
import Wire

/// The doors: a list to look at, to print and to download, and a page of each door.
enum DoorPages: ConsoleSection {
  static let name = "doors"
  static let role = OperatorRole.viewer

  static let templates = [
    "doors/list": DoorTemplates.list, "doors/door": DoorTemplates.door, "doors/state": DoorTemplates.state,
    "doors/openers": DoorTemplates.openers, "doors/others": DoorTemplates.others,
    "doors/entries": DoorTemplates.entries, "doors/plot": DoorTemplates.plot, "doors/lock": DoorTemplates.lock,
    "doors/opening": DoorTemplates.opening, "doors/choices": DoorTemplates.choices,
  ]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    let path = visit.path
    switch path.count {
    case 0: return .page(try await DoorList(visit).page())
    case 1 where path[0] == DoorExport.address: return DoorExport(visit).answer
    case 1: return .page(try await DoorPage(visit, door: ID(path[0])).page())
    case 3 where path[1] == DoorOpening.address:
      return try await DoorOpening(visit, door: ID(path[0])).page(of: ID(path[2])).map { .page($0) }
    default: return nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.count == 1, visit.form.step == DoorOpening.step else { return nil }
    return try await DoorOpening(visit, door: ID(visit.path[0])).open()
  }
}
