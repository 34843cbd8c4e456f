import API
import Foundation
import Testing
import Wire

/// Rules that hold for every operation, whichever it is.
@Suite struct EveryOperation {
  @Test func isDescribedWholly() {
    for endpoint in catalogue {
      #expect(endpoint.operation.doc.hasSuffix("."), "\(endpoint.operation.path)")
      for field in endpoint.fields { #expect(field.doc.hasSuffix("."), "\(endpoint.operation.path) \(field.name)") }
    }
  }

  @Test func hasAPathOfItsOwn() {
    #expect(Set(catalogue.map { $0.operation.path }).count == catalogue.count)
  }

  @Test func hasTheVerbsOfItsKind() throws {
    // Verbs and parameters of the public API, as its structure lists them.
    let file = try #require(Bundle.module.url(forResource: "operations", withExtension: "json"))
    let known = try JSON.parse(Data(contentsOf: file))
    for endpoint in catalogue where !endpoint.operation.path.hasPrefix("/latchkey/") {
      let path = endpoint.operation.path
      guard case .object(let operation)? = known[path] else {
        Issue.record("the public API has no \(path)")
        continue
      }
      #expect(operation["verbs"] == .array(endpoint.operation.methods.sorted().map(JSON.string)), "\(path)")
      let parameters = endpoint.fields.map { JSON.string($0.name) }
      let differences = Set(parameters).symmetricDifference(Set(list(operation["parameters"])))
      #expect(differences.isEmpty, "\(path): \(differences)")
      let required = endpoint.fields.filter(\.isRequired).map { JSON.string($0.name) }
      #expect(Set(required) == Set(list(operation["required"])), "\(path)")
      #expect(operation["response_key"] == endpoint.operation.responseKeys.first.map(JSON.string) ?? .null, "\(path)")
    }
  }

  private func list(_ json: JSON?) -> [JSON] { if case .array(let items)? = json { items } else { [] } }

  @Test func isInTheOpenAPIDocument() {
    let document = openAPIDocument(catalogue)
    for endpoint in catalogue { #expect(document["paths"]?[endpoint.operation.path]?["post"] != nil) }
  }
}
