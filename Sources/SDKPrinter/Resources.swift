import Wire

/// The source that gives each resource its `id`: a resource named `acs_user` is identified by its `acs_user_id`.
func identifiedResources(_ endpoints: [any Endpoint.Type]) -> String {
  var extensions: [String: String] = [:]
  for endpoint in endpoints {
    guard let resource = Resource(answerOf: endpoint), let property = resource.identifier else { continue }
    extensions[resource.type] = """
      extension \(resource.type): Identifiable {
        public var id: ID<\(resource.type)> { \(property) }
      }
      """
  }
  let sorted = extensions.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n\n")
  return "// Printed from the catalogue by scripts/print-sdk.\n\nimport API\nimport Wire\n\n\(sorted)\n"
}

/// What an operation returns, one or many of them.
private struct Resource {
  let type: String
  let identifier: String?

  init?(answerOf endpoint: any Endpoint.Type) {
    guard let (answer, whole) = Self.answer(of: endpoint) else { return nil }
    var schema = whole
    if case .list(let element) = schema { schema = element }
    guard let name = schema.name else { return nil }
    type = ["[", "]", "Page<", "Begun<", ">"].reduce(answer) { $0.replacing($1, with: "") }
    identifier = schema.fields.contains { $0.name == "\(name)_id" } ? camelCased("\(name)_id") : nil
  }

  private static func answer<E: Endpoint>(of _: E.Type) -> (String, Schema)? {
    E.Response.members(of: E.operation).first.map { (written(E.Response.self, shadowed: []), $0.schema) }
  }
}
