import API
import Testing
import Wire

/// The public API's own command line and SDK generators do not support all of OpenAPI. These tests check what they
/// require of the document.
@Suite("OpenAPI readers") struct OpenAPIReaders {
  private let document = openAPIDocument(catalogue, routes: plainRoutes)

  private var operations: [(place: String, path: String, operation: JSON)] {
    members(document["paths"]).flatMap { path, verbs in
      members(verbs).map { verb, operation in ("\(verb) \(path)", path, operation) }
    }
  }

  private var schemas: JSON? { document["components"]?["schemas"] }

  private func members(_ json: JSON?) -> [(String, JSON)] {
    if case .object(let members)? = json { members.sorted { $0.key < $1.key } } else { [] }
  }

  private func items(_ json: JSON?) -> [JSON] { if case .array(let items)? = json { items } else { [] } }

  @Test("Every answer stands in its place and says what it is")
  func answers() {
    for (place, _, operation) in operations {
      for (status, answer) in members(operation["responses"]) {
        #expect(answer["description"]?.text?.isEmpty == false, "\(place) \(status)")
      }
    }
  }

  @Test("Every parameter in a body has a type of its own")
  func types() {
    for (place, path, operation) in operations where !path.hasPrefix("/seam/") {
      let body = operation["requestBody"]?["content"]?["application/json"]?["schema"]
      for (name, parameter) in members(body?["properties"]) {
        #expect(parameter["type"] != nil, "\(place) \(name)")
      }
    }
  }

  @Test("An operation that begins an attempt names its action")
  func actions() {
    let actions = Set(items(schemas?["action_attempt"]?["oneOf"]).compactMap(action))
    for (place, path, operation) in operations where operation["x-response-key"] == .string("action_attempt") {
      if path.hasPrefix("/action_attempts/") { continue }
      #expect(actions.contains(operation["x-action-attempt-type"]?.text ?? ""), "\(place)")
    }
  }

  @Test("An action attempt has one form for each action")
  func actionAttempt() {
    let forms = items(schemas?["action_attempt"]?["oneOf"]).map(action)
    #expect(Set(forms) == Set(ActionAttempt.Kind.allCases.map(\.rawValue)))
    #expect(forms.count == ActionAttempt.Kind.allCases.count)
  }

  private func action(_ form: JSON) -> String? {
    let actions = items(form["properties"]?["action_type"]?["enum"])
    return actions.count == 1 ? actions[0].text : nil
  }

  @Test("Only resources are components, each with the route that documents it")
  func resources() {
    let routes = Set(catalogue.map { $0.operation.path })
    for (name, schema) in members(schemas) {
      let route = schema["x-route-path"]?.text ?? "none"
      #expect(routes.contains { $0.hasPrefix(route + "/") }, "\(name): \(route)")
    }
    for (name, route) in [
      ("device", "/devices"), ("acs_user", "/acs/users"), ("unmanaged_acs_user", "/acs/users/unmanaged"),
    ] {
      #expect(schemas?[name]?["x-route-path"] == .string(route))
    }
  }

  @Test("Every event is described in its place, with a route")
  func events() {
    let forms = items(schemas?["event"]?["oneOf"])
    #expect(!forms.isEmpty)
    for form in forms { #expect(form["x-route-path"] == .string("/events") && form["properties"] != nil, "\(form)") }
  }

  @Test("What is not for everybody is marked, operations and resources alike")
  func undocumented() {
    for (place, path, operation) in operations {
      let isHidden =
        path.hasPrefix("/seam/") || path.contains("/enrollment_automations/") || path == "/access_codes/get_timeline"
        || plainRoutes.contains { $0.path == path }
      #expect((operation["x-undocumented"] != nil) == isHidden, "\(place)")
      // A documented operation must not return an undocumented resource.
      if !isHidden { #expect(!"\(operation)".contains("schemas/enrollment_automation"), "\(place)") }
    }
    #expect(schemas?["enrollment_automation"]?["x-undocumented"] != nil)
    #expect(schemas?["acs_user"]?["x-undocumented"] == nil)
  }
}
