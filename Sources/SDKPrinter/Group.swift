import Wire

/// The operations under one path, and the groups under it.
struct Group {
  /// From the root: `["acs", "users"]`.
  let path: [String]
  var endpoints: [any Endpoint.Type] = []
  var children: [Group] = []

  init(path: [String]) { self.path = path }

  /// All operations as a tree. A version in a path, and the API's own name, say nothing to a caller.
  init(_ endpoints: [any Endpoint.Type]) {
    self.init(path: [])
    for endpoint in endpoints {
      var steps = endpoint.operation.path.split(separator: "/").map(String.init).dropLast()
      if steps.first == "seam" { steps.removeFirst() }
      add(endpoint, under: steps.filter { $0 != "v1" }[...])
    }
  }

  private mutating func add(_ endpoint: any Endpoint.Type, under steps: ArraySlice<String>) {
    guard let step = steps.first else { return endpoints.append(endpoint) }
    if !children.contains(where: { $0.path.last == step }) { children.append(Group(path: path + [step])) }
    for index in children.indices where children[index].path.last == step {
      children[index].add(endpoint, under: steps.dropFirst())
    }
  }

  /// This group and all under it.
  var all: [Group] { [self] + children.flatMap(\.all) }

  var typeName: String { pascalCased(path.last ?? "seam") }
  var fileName: String { path.isEmpty ? "Groups.swift" : path.map { pascalCased($0) }.joined() + ".swift" }

  /// The group's source file.
  func source(shadowed: Set<String>) -> String {
    let accessors = children.map(accessor(of:))
    let methods = endpoints.map { Method($0, shadowed: shadowed).lines }
    let members = Array((accessors + methods).joined(separator: [""]))
    return path.isEmpty ? file(["extension Seam {"] + indented(members) + ["}"]) : file(type(members))
  }

  /// The property that leads to a group under this one.
  private func accessor(of child: Group) -> [String] {
    let declaration = "public var \(camelCased(child.path.last ?? "")): \(child.typeName) {"
    let value = "\(child.typeName)(seam: \(path.isEmpty ? "self" : "seam"))"
    let line = "\(declaration) \(value) }"
    return ["/// The operations under `/\(child.path.joined(separator: "/"))`."]
      + (line.count <= Self.lineMax ? [line] : [declaration, "  \(value)", "}"])
  }

  /// The length of a line, less the indentation of members.
  private static let lineMax = 116

  private func type(_ members: [String]) -> [String] {
    let parent = (["Seam"] + path.dropLast().map { pascalCased($0) }).joined(separator: ".")
    let declaration =
      [
        "/// The operations under `/\(path.joined(separator: "/"))`.", "public struct \(typeName): Sendable {",
        "  let seam: Seam", "",
      ] + indented(members) + ["}"]
    return ["extension \(parent) {"] + indented(declaration) + ["}"]
  }

  private func indented(_ lines: [String]) -> [String] { lines.map { $0.isEmpty ? "" : "  \($0)" } }

  private func file(_ lines: [String]) -> String {
    let imports = endpoints.isEmpty ? [] : ["import API", "import Wire", ""]
    let head = ["// Printed from the catalogue by scripts/print-sdk.", ""] + imports
    return (head + lines).joined(separator: "\n") + "\n"
  }
}
