import API
import Wire

/// The spaces: a list with guests, and a page of each space with its doors and stays.
enum SpacePages: ConsoleSection {
  static let name = "spaces"
  static let role = OperatorRole.viewer

  static let templates = [
    "spaces/list": SpaceTemplates.list, "spaces/space": SpaceTemplates.space, "spaces/stays": SpaceTemplates.stays,
    "spaces/doors": SpaceTemplates.doors, "spaces/way": SpaceTemplates.way, "spaces/about": SpaceTemplates.about,
  ]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    let path = visit.path
    switch path.count {
    case 0: return .page(try await SpaceList(visit).page())
    case 1: return .page(try await SpacePage(visit, space: ID(path[0])).page())
    case 3 where path[1] == SpaceForms.removal:
      try requireAdministrator(visit)
      return .page(try await SpaceForms(visit).askRemoval(of: ID(path[2]), from: ID(path[0])))
    default: return nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    // What a form shows after a refusal is for those who may make the change.
    try requireAdministrator(visit)
    let forms = SpaceForms(visit)
    guard let step = visit.form.step.flatMap({ SpaceStep(rawValue: $0) }) else { return nil }
    if visit.path.isEmpty, step == .create { return try await forms.create() }
    guard visit.path.count == 1 else { return nil }
    let space = ID<Space>(visit.path[0])
    switch step {
    case .create: return nil
    case .rename: return try await forms.rename(space)
    case .addDoor: return try await forms.addDoor(to: space)
    case .removeDoor: return try await forms.removeDoor(from: space)
    case .delete: return try await forms.delete(space)
    }
  }

  private static func requireAdministrator(_ visit: ConsoleVisit) throws {
    guard visit.may(.administrator) else { throw APIError.roleRequired(.administrator, caller: visit.role) }
  }
}

/// What a form of a space does.
enum SpaceStep: String {
  case create, rename
  case addDoor = "add_door"
  case removeDoor = "remove_door"
  case delete
}
