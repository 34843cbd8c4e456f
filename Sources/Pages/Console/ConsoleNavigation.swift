import API
import Wire

/// The navigation of the console.
enum ConsoleNavigation {
  private struct Entry {
    let name: String
    let title: String
    let icon: ConsoleIcon
    /// Other sections whose pages belong to the entry.
    var others: Set<String> = []
  }

  private static let groups: [(label: String?, entries: [Entry])] = [
    (
      nil,
      [
        Entry(name: "overview", title: "Overview", icon: .overview),
        Entry(name: "activity", title: "Activity", icon: .activity),
      ]
    ),
    (
      "Access",
      [
        Entry(name: "people", title: "People", icon: .people),
        Entry(name: "stays", title: "Stays", icon: .key, others: ["import"]),
        Entry(name: "doors", title: "Doors", icon: .door), Entry(name: "spaces", title: "Spaces", icon: .space),
      ]
    ),
    (
      "Set-up",
      [
        Entry(name: "connections", title: "Connections", icon: .plug),
        Entry(name: "operators", title: "Operators", icon: .shield),
        Entry(name: "audit", title: "Audit log", icon: .list),
        Entry(name: "settings", title: "Settings", icon: .settings),
      ]
    ),
    (
      "Developers",
      [
        Entry(name: "keys", title: "API keys", icon: .code), Entry(name: "webhooks", title: "Webhooks", icon: .webhook),
        Entry(name: "playground", title: "Playground", icon: .flask),
      ]
    ),
  ]

  /// The section of a name, if the workspace has it.
  static func section(_ name: String, in workspace: Workspace) -> (any ConsoleSection.Type)? {
    // Production has no clock and no locks to play with.
    if name == "playground", !workspace.isSandbox { return nil }
    return ConsoleSections.named(name)
  }

  /// The name of the first section that a role may see. Nil if there is none.
  static func first(for role: OperatorRole, in workspace: Workspace) -> String? {
    groups.flatMap(\.entries).map(\.name).first { isShown($0, role, workspace) }
  }

  /// The title of a section, for pages about it.
  static func title(_ name: String) -> String {
    groups.flatMap(\.entries).first { $0.name == name || $0.others.contains(name) }?.title ?? "this page"
  }

  /// The groups that the operator of a visit sees.
  static func context(_ visit: ConsoleVisit) -> [ConsoleContext] {
    groups.compactMap { group in
      let entries = group.entries.filter { isShown($0.name, visit.role, visit.workspace) }.map { entry in
        let isCurrent = entry.name == visit.section || entry.others.contains(visit.section)
        return [
          "href": visit.link(entry.name), "title": entry.title, "icon": icon(entry.icon), "isCurrent": isCurrent,
        ] as ConsoleContext
      }
      return entries.isEmpty ? nil : ["label": shown(group.label), "entries": entries] as ConsoleContext
    }
  }

  private static func isShown(_ name: String, _ role: OperatorRole, _ workspace: Workspace) -> Bool {
    section(name, in: workspace).map { role >= $0.entryRole } ?? false
  }
}
