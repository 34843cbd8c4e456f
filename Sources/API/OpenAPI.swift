public import Wire

/// The OpenAPI 3.0 document of a catalogue, with the extensions that the API's own tools read.
///
/// Those tools read less than the standard allows: every response and parameter is written inline, and the
/// components contain only resources, each with the route that documents it.
///
/// - Parameter routes: the routes that are not operations.
public func openAPIDocument(_ endpoints: [any Endpoint.Type], routes: [PlainRoute]) -> JSON {
  var components = Components(endpoints)
  var paths: [String: JSON] = [:]
  for endpoint in endpoints { paths[endpoint.operation.path] = components.path(of: endpoint) }
  for route in routes { paths[route.path] = route.path(securitySchemes: route.callers.securitySchemes) }
  return .object([
    "openapi": .string("3.0.0"),
    "info": .object(["title": .string("Latchkey"), "version": .string(programVersion)]),
    "paths": .object(paths),
    "components": .object([
      "schemas": .object(components.schemas),
      "responses": .object(Refusal.components),
      "headers": .object(AnswerHeader.components),
      "securitySchemes": .object([
        "api_key": .object(["type": .string("http"), "scheme": .string("bearer")]),
        "client_session": .object(["type": .string("http"), "scheme": .string("bearer")]),
        "pat_with_workspace": .object(["type": .string("http"), "scheme": .string("bearer")]),
        "pat_without_workspace": .object(["type": .string("http"), "scheme": .string("bearer")]),
        "publishable_key": .object([
          "type": .string("apiKey"), "in": .string("header"), "name": .string("seam-publishable-key"),
        ]),
      ]),
    ]),
  ])
}

extension Callers {
  /// The names of the supported tokens in the document.
  fileprivate var securitySchemes: [String] {
    let names: [(Callers, String)] = [
      (.apiKey, "api_key"), (.clientSession, "client_session"), (.personalAccessToken, "pat_with_workspace"),
      (.tokenWithoutWorkspace, "pat_without_workspace"), (.publishableKey, "publishable_key"),
    ]
    return names.filter { contains($0.0) }.map(\.1)
  }
}

private struct Components {
  var schemas: [String: JSON] = [:]
  private let resources: DocumentedResources

  init(_ endpoints: [any Endpoint.Type]) { resources = DocumentedResources(endpoints) }

  mutating func path(of endpoint: any Endpoint.Type) -> JSON {
    var verbs: [String: JSON] = [:]
    for method in endpoint.operation.methods { verbs[method.lowercased()] = operation(endpoint, method) }
    return .object(verbs)
  }

  private mutating func operation(_ endpoint: any Endpoint.Type, _ method: String) -> JSON {
    let operation = endpoint.operation
    let words = operation.path.dropFirst().split { "/_".contains($0) }.map(String.init) + [method.lowercased()]
    let identifier = words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    var out: [String: JSON] = [
      "operationId": .string(identifier),
      "summary": .string(operation.path),
      "description": .string(operation.doc),
      "x-title": .string(operation.title),
      "x-response-key": operation.isVoid ? .null : operation.responseKeys.first.map(JSON.string) ?? .null,
      "security": .array(operation.callers.securitySchemes.map { .object([$0: .array([])]) }),
      "responses": responses(of: endpoint, method),
    ]
    if operation.callers.contains(.personalAccessToken) { out["x-latchkey-role"] = .string(operation.role.rawValue) }
    if let reason = operation.undocumented { out["x-undocumented"] = .string(reason) }
    if let type = operation.actionAttemptType { out["x-action-attempt-type"] = .string(type) }
    if operation.returnsBatch {
      let lists = members(of: endpoint).flatMap(\.schema.fields)
      out["x-batch-keys"] = .array(lists.map { .string($0.name) })
    }
    let fields = endpoint.fields
    if method == "GET" || method == "DELETE" {
      out["parameters"] = .array(fields.map { parameter($0) })
    } else {
      out["requestBody"] = requestBody(fields)
    }
    return .object(out)
  }

  private mutating func parameter(_ field: FieldSchema) -> JSON {
    .object([
      "in": .string("query"), "name": .string(field.name), "required": .bool(field.isRequired),
      "description": .string(field.doc), "schema": property(field),
    ])
  }

  private mutating func requestBody(_ fields: [FieldSchema]) -> JSON {
    var out = ["content": content(record(fields))]
    if fields.contains(where: \.isRequired) { out["required"] = .bool(true) }
    return .object(out)
  }

  private func content(_ schema: JSON) -> JSON {
    .object(["application/json": .object(["schema": schema])])
  }

  private mutating func responses(of endpoint: any Endpoint.Type, _ method: String) -> JSON {
    var out = ["200": success(endpoint, method)]
    for refusal in Refusal.all(of: endpoint, method: method) {
      out[String(refusal.rawValue)] = refusal.answer
    }
    return .object(out)
  }

  private mutating func success(_ endpoint: any Endpoint.Type, _ method: String) -> JSON {
    var properties: [String: JSON] = ["ok": .object(["type": .string("boolean")])]
    for member in members(of: endpoint) { properties[member.name] = schema(member.schema) }
    return .object([
      "description": .string("OK"), "headers": AnswerHeader.ofSuccess(method: method),
      "content": content(object(properties, required: properties.keys.sorted())),
    ])
  }

  private func members<E: Endpoint>(of _: E.Type) -> [(name: String, schema: Schema)] {
    E.Response.members(of: E.operation)
  }

  private func object(_ properties: [String: JSON], required: [String]) -> JSON {
    var out: [String: JSON] = ["type": .string("object"), "properties": .object(properties)]
    if !required.isEmpty { out["required"] = .array(required.map(JSON.string)) }
    return .object(out)
  }

  private mutating func record(_ fields: [FieldSchema]) -> JSON {
    var properties: [String: JSON] = [:]
    for field in fields { properties[field.name] = property(field) }
    return object(properties, required: fields.filter(\.isRequired).map(\.name))
  }

  private mutating func property(_ field: FieldSchema) -> JSON {
    guard case .object(var out) = schema(field.schema), out["$ref"] == nil else { return schema(field.schema) }
    out["description"] = .string(field.doc)
    if let standard = field.standard { out["default"] = standard }
    for rule in field.rules { rule.describe(in: &out) }
    // A blank does not filter.
    if field.isFilter { out["minLength"] = nil }
    return .object(out)
  }

  private mutating func schema(_ schema: Schema) -> JSON {
    switch schema {
    case .string(let format):
      return .object(["type": .string("string")].merging(format.map { ["format": .string($0)] } ?? [:]) { $1 })
    case .identifier:
      return .object(["type": .string("string"), "minLength": .int(1), "maxLength": .int(ID<Never>.lengthMax)])
    case .integer: return .object(["type": .string("integer")])
    case .number: return .object(["type": .string("number"), "format": .string("float")])
    case .boolean: return .object(["type": .string("boolean")])
    case .anything: return .object([:])
    case .choice(let values): return .object(["type": .string("string"), "enum": .array(values.map(JSON.string))])
    case .list(let item): return .object(["type": .string("array"), "items": self.schema(item)])
    case .metadata(let isNullable, let maxLength): return metadata(isNullable, maxLength)
    case .map(let value):
      return .object(["type": .string("object"), "additionalProperties": self.schema(value)])
    case .record(let name, let fields): return record(name, fields)
    case .union(let name, let tag, let variants): return union(name, tag, variants)
    case .nullable(let inner): return nullable(self.schema(inner))
    }
  }

  private func metadata(_ isNullable: Bool, _ maxLength: Int?) -> JSON {
    var text: [String: JSON] = ["type": .string("string")]
    if let maxLength { text["maxLength"] = .int(maxLength) }
    let values = JSON.object(["oneOf": .array([.object(text), .object(["type": .string("boolean")])])])
    return .object([
      "type": .string("object"), "additionalProperties": isNullable ? nullable(values) : values,
    ])
  }

  private func nullable(_ schema: JSON) -> JSON {
    guard case .object(var out) = schema else { return schema }
    if out["$ref"] != nil { out = ["allOf": .array([schema])] }
    out["nullable"] = .bool(true)
    return .object(out)
  }

  private mutating func union(_ name: String?, _ tag: String, _ variants: [(String, Schema)]) -> JSON {
    guard let name, let resource = resources[name] else {
      return union(tag, variants.map { self.schema($0.1) })
    }
    return reference(name) { components in
      let choices = variants.map { resource.marked(components.schema($0.1)) }
      return resource.marked(components.union(tag, choices))
    }
  }

  private func union(_ tag: String, _ choices: [JSON]) -> JSON {
    .object(["oneOf": .array(choices), "discriminator": .object(["propertyName": .string(tag)])])
  }

  private mutating func record(_ name: String, _ fields: [FieldSchema]) -> JSON {
    guard let resource = resources[name] else { return record(fields) }
    return reference(name) { resource.marked($0.record(fields)) }
  }

  /// A reference to a resource, which is described on first use.
  private mutating func reference(_ name: String, _ describe: (inout Components) -> JSON) -> JSON {
    if schemas[name] == nil { schemas[name] = describe(&self) }
    return .object(["$ref": .string("#/components/schemas/\(name)")])
  }
}
