public import Wire

/// The operations of a catalogue and the other routes, as a Markdown document.
public func apiDocument(_ endpoints: [any Endpoint.Type], routes: [PlainRoute]) -> String {
  let groups = Dictionary(grouping: endpoints) { groupName(of: $0.operation.path) }
  var lines = [
    "# The API", "",
    "All operations accept POST with a JSON object. Reads also accept GET, updates PATCH, deletions DELETE, adds PUT.",
    "A response is a JSON object with `ok` and the members after the arrow. See [authorization.md](authorization.md) for",
    "who may call each operation, and [openapi.json](openapi.json) for the responses in full.",
    "`latchkey openapi --markdown` prints this page.",
    "",
  ]
  for name in groups.keys.sorted() {
    lines += ["## \(name)", ""]
    for endpoint in (groups[name] ?? []).sorted(by: { $0.operation.path < $1.operation.path }) {
      lines += section(of: endpoint)
    }
  }
  lines += ["## Other routes", "", "Web pages, and endpoints for monitoring and tools.", ""]
  for route in routes { lines += section(of: route) }
  return lines.joined(separator: "\n")
}

private func section(of route: PlainRoute) -> [String] {
  let lines = [
    "### `\(route.path)`", "", route.doc, "", "\(route.methods.joined(separator: ", ")) \u{2192} \(route.contentType)",
    "",
  ]
  if route.parameters.isEmpty { return lines }
  return lines + ["| parameter | place | |", "| --- | --- | --- |"]
    + route.parameters.map { "| `\($0.name)` | \($0.place.rawValue) | \($0.doc) |" } + [""]
}

private func groupName(of path: String) -> String {
  let segments = path.split(separator: "/").map(String.init)
  return segments.dropLast().joined(separator: "/")
}

private func section(of endpoint: any Endpoint.Type) -> [String] {
  let operation = endpoint.operation
  let keys = operation.responseKeys.map { "`\($0)`" }.joined(separator: " and ")
  var lines = [
    "### `\(operation.path)`", "", operation.doc, "",
    "\(operation.methods.joined(separator: ", ")) \u{2192} \(keys.isEmpty ? "nothing" : keys)", "",
  ]
  if endpoint.fields.isEmpty { return lines }
  lines += ["| parameter | type | |", "| --- | --- | --- |"]
  for field in endpoint.fields {
    let standard = field.standard.map { " Default: `\(String(decoding: $0.bytes, as: UTF8.self))`." } ?? ""
    let name = field.isRequired ? "**`\(field.name)`**" : "`\(field.name)`"
    lines.append("| \(name) | \(word(for: field.schema)) | \(field.doc)\(standard) |")
  }
  return lines + [""]
}

/// A type in a word or two. The OpenAPI document lists long enumerations in full.
private func word(for schema: Schema) -> String {
  switch schema {
  case .string(format: nil), .identifier: "text"
  case .string(let format?): format
  case .integer: "integer"
  case .number: "number"
  case .boolean: "yes or no"
  case .anything: "anything"
  case .metadata: "notes"
  case .map(let value): "object of \(word(for: value))"
  case .choice(let choices):
    choices.count > 6 ? "one of \(choices.count) values" : choices.map { "`\($0)`" }.joined(separator: ", ")
  case .list(let element): "list of \(word(for: element))"
  case .nullable(let inner): "\(word(for: inner)), null"
  case .record(_, let fields): "object: " + fields.map { "`\($0.name)`" }.joined(separator: ", ")
  case .union(_, _, let variants): "one of \(variants.count) forms"
  }
}
