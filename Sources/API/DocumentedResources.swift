import Wire

/// The resources that a catalogue's operations return, each with the route that documents it.
struct DocumentedResources {
  struct Resource {
    /// The route whose operations return the resource, such as `/acs/users`.
    var route: String
    /// Why the human-readable documents omit the resource. Nil if they contain it.
    var undocumented: String?

    /// A schema that states the route.
    func marked(_ schema: JSON) -> JSON {
      guard case .object(var members) = schema else { return schema }
      members["x-route-path"] = .string(route)
      members["x-undocumented"] = undocumented.map(JSON.string)
      return .object(members)
    }
  }

  private var resources: [String: Resource] = [:]

  init(_ endpoints: [any Endpoint.Type]) {
    // `get` comes first, since other routes return the resource too: `/acs/users/list_accessible_entrances`.
    for endpoint in endpoints where endpoint.operation.path.hasSuffix("/get") { note(endpoint) }
    for endpoint in endpoints { note(endpoint) }
  }

  subscript(name: String) -> Resource? { resources[name] }

  private mutating func note<E: Endpoint>(_ endpoint: E.Type) {
    let operation = endpoint.operation
    guard !operation.responseKeys.isEmpty, !operation.returnsBatch,
      let schema = E.Response.members(of: operation).first?.schema,
      let name = schema.element.name
    else { return }
    let route = operation.path[..<(operation.path.lastIndex(of: "/") ?? operation.path.endIndex)]
    var resource = resources[name] ?? Resource(route: String(route), undocumented: operation.undocumented)
    // One documented operation is enough.
    if operation.undocumented == nil { resource.undocumented = nil }
    resources[name] = resource
  }
}

extension Schema {
  /// The element schema of a list of any depth, or else the schema itself.
  fileprivate var element: Schema {
    switch self {
    case .list(let item): item.element
    case .nullable(let inner): inner.element
    default: self
    }
  }
}

extension Operation {
  /// Whether it returns several lists of resources. A batch is no resource itself.
  var returnsBatch: Bool { responseKeys == ["batch"] }

  /// Why the human-readable documents omit the operation. Nil if they contain it.
  var undocumented: String? {
    if path.contains("/enrollment_automations/") { return "Will be removed." }
    if path == "/access_codes/get_timeline" { return "For pages that show one access code only." }
    if path.hasPrefix("/seam/instant_key/") { return "For apps that open instant keys only." }
    return path.hasPrefix("/seam/") ? "For the mobile SDK only." : nil
  }
}
