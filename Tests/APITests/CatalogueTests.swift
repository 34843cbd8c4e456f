import API
import Foundation
import Testing
import Wire

/// Rules for all operations.
@Suite("Every operation") struct EveryOperation {
  /// The parameters that the public API lacks (`docs/differences.md`).
  private static let additions: [String: Set<String>] = [
    "/acs/users/suspend": ["reason"],
    "/access_grants/update": ["acs_entrance_ids", "device_ids", "space_ids", "space_keys"],
    "/customers/delete_data": ["customer_key"],
    "/locks/unlock_door": ["reason"],
  ]

  @Test("is described wholly") func isDescribedWholly() {
    for endpoint in catalogue {
      #expect(endpoint.operation.doc.hasSuffix("."), "\(endpoint.operation.path)")
      for field in endpoint.fields { #expect(field.doc.hasSuffix("."), "\(endpoint.operation.path) \(field.name)") }
    }
  }

  @Test("has a path of its own") func hasAPathOfItsOwn() {
    #expect(Set(catalogue.map { $0.operation.path }).count == catalogue.count)
  }

  @Test("has the verbs of its kind") func hasTheVerbsOfItsKind() throws {
    // The methods and parameters in the structure of the public API.
    let file = try #require(Bundle.module.url(forResource: "operations", withExtension: "json"))
    let known = try JSON.parse(Data(contentsOf: file))
    for endpoint in catalogue where !endpoint.operation.path.hasPrefix("/latchkey/") {
      let path = endpoint.operation.path
      guard case .object(let operation)? = known[path] else {
        Issue.record("the public API has no \(path)")
        continue
      }
      #expect(operation["verbs"] == .array(endpoint.operation.methods.sorted().map(JSON.string)), "\(path)")
      let additions = Self.additions[path, default: []]
      let parameters = endpoint.fields.map(\.name).filter { !additions.contains($0) }.map(JSON.string)
      let differences = Set(parameters).symmetricDifference(Set(list(operation["parameters"])))
      #expect(differences.isEmpty, "\(path): \(differences)")
      let required = endpoint.fields.filter(\.isRequired).map { JSON.string($0.name) }
      #expect(Set(required) == Set(list(operation["required"])), "\(path)")
      // The public API returns nothing for a deactivation. Latchkey reports how the keys were stopped.
      if path == "/phones/deactivate" { continue }
      #expect(operation["response_key"] == endpoint.operation.responseKeys.first.map(JSON.string) ?? .null, "\(path)")
    }
  }

  private func list(_ json: JSON?) -> [JSON] { if case .array(let items)? = json { items } else { [] } }

  @Test("shares no schema name with other fields") func sharesNoSchemaNameWithOtherFields() {
    var known: [String: String] = [:]
    func visit(_ schema: Schema) {
      switch schema {
      case .list(let inner), .nullable(let inner): visit(inner)
      case .union(_, _, let variants): for (_, variant) in variants { visit(variant) }
      case .record(let name, let fields):
        let text = "\(fields)"
        #expect(known[name, default: text] == text, "two records are called \(name)")
        known[name] = text
        for field in fields { visit(field.schema) }
      default: break
      }
    }
    func members<E: Endpoint>(of _: E.Type) -> [Schema] { E.Response.members(of: E.operation).map(\.schema) }
    for endpoint in catalogue {
      for field in endpoint.fields { visit(field.schema) }
      for schema in members(of: endpoint) { visit(schema) }
    }
  }

  @Test("stands beside routes that are described wholly") func standsBesideRoutesThatAreDescribedWholly() {
    let document = openAPIDocument(catalogue, routes: plainRoutes)
    #expect(Set(plainRoutes.map(\.path)).count == plainRoutes.count)
    for route in plainRoutes {
      #expect(!catalogue.contains { $0.operation.path == route.path }, "\(route.path) is an operation too")
      #expect(route.doc.hasSuffix("."), "\(route.path)")
      for parameter in route.parameters { #expect(parameter.doc.hasSuffix("."), "\(route.path) \(parameter.name)") }
      for method in route.methods {
        let described = document["paths"]?[route.path]?[method.lowercased()]
        #expect(described?["x-latchkey-route"] == .bool(true), "\(method) \(route.path)")
      }
    }
  }

  @Test("is in the OpenAPI document") func isInTheOpenAPIDocument() {
    let document = openAPIDocument(catalogue, routes: plainRoutes)
    for endpoint in catalogue { #expect(document["paths"]?[endpoint.operation.path]?["post"] != nil) }
  }
}
