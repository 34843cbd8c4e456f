import Wire

/// A part of the console: one entry of the navigation with the pages beneath it.
protocol ConsoleSection: Sendable {
  /// The first component of its addresses after the workspace, such as `people`.
  static var name: String { get }
  /// The least role that may see it. Others get the page "not allowed", and no entry in the navigation.
  static var role: OperatorRole { get }
  /// The least role that sees its entry in the navigation, where only some of its pages are for lower roles.
  static var entryRole: OperatorRole { get }
  /// Its templates, by name: `people/list`, `people/person`, …
  static var templates: [String: String] { get }
  /// The page at an address (GET). Nil if there is none: the page "not found".
  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer?
  /// Does what a form asks (POST). Nil for an unknown form.
  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer?
  /// The maximum size of a form at an address, in bytes.
  static func bodyMax(_ path: [String]) -> Int
}

extension ConsoleSection {
  static var entryRole: OperatorRole { role }
  static func bodyMax(_ path: [String]) -> Int { ConsoleSections.formMax }
}

/// The sections of the console.
enum ConsoleSections {
  /// The maximum size of an ordinary form, in bytes.
  static let formMax = 64 << 10

  static let all: [any ConsoleSection.Type] = [
    OverviewPages.self,
    ActivityPages.self,
    PeoplePages.self,
    StayPages.self,
    ImportPages.self,
    DoorPages.self,
    SpacePages.self,
    ConnectionPages.self,
    OperatorPages.self,
    AuditPages.self,
    SettingsPages.self,
    KeyPages.self,
    WebhookPages.self,
    PlaygroundPages.self,
    SearchPages.self,
  ]

  static func named(_ name: String) -> (any ConsoleSection.Type)? { all.first { $0.name == name } }
}
