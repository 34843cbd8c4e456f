import Wire

/// The other routes in the OpenAPI document. They are marked, so that tools that read the document for its
/// operations can skip them.
extension PlainRoute {
  /// The methods of the route's path.
  ///
  /// - Parameter securitySchemes: the names of the accepted tokens in the document.
  func path(securitySchemes: [String]) -> JSON {
    .object(
      Dictionary(uniqueKeysWithValues: methods.map { ($0.lowercased(), operation($0, securitySchemes)) }))
  }

  private func operation(_ method: String, _ securitySchemes: [String]) -> JSON {
    let words = path.dropFirst().split { "/_.".contains($0) }.map(String.init) + [method.lowercased()]
    return .object([
      "operationId": .string(words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()),
      "summary": .string(path), "description": .string(doc), "x-title": .string(title), "x-response-key": .null,
      "x-undocumented": .string("Not an operation: \(contentType)."), "x-latchkey-route": .bool(true),
      "security": .array(securitySchemes.map { .object([$0: .array([])]) }),
      "parameters": .array(parameters.map(\.json)), "responses": responses,
    ])
  }

  private var responses: JSON {
    var out = otherAnswers.map { (String($0), JSON.object(["description": .string($1)])) }
    let schema = JSON.object(["type": .string(contentType == "application/json" ? "object" : "string")])
    out.append(
      ("200", .object(["description": .string("OK"), "content": .object([contentType: .object(["schema": schema])])])))
    return .object(Dictionary(uniqueKeysWithValues: out))
  }
}

extension PlainRoute.Parameter {
  fileprivate var json: JSON {
    .object([
      "in": .string(place.rawValue), "name": .string(name), "required": .bool(false), "description": .string(doc),
      "schema": .object(["type": .string("string")]),
    ])
  }
}
