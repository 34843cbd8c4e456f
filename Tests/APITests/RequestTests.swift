import API
import Foundation
import Testing
import Wire

/// How every operation handles blank and misspelt parameters.
@Suite("Every request") struct EveryRequest {
  /// The paths of a request's faults.
  private static func faults<E: Endpoint>(_: E.Type, _ members: [String: JSON]) -> [Path] {
    do throws(Issues) {
      _ = try E(reading: .object(members), as: .request(knowing: publicParameters))
      return []
    } catch { return error.all.map(\.path) }
  }

  /// A value of a parameter that contains a blank text; nil if the parameter has no text.
  private func blank(_ text: String, in schema: Schema) -> JSON? {
    switch schema.present {
    case .string, .identifier, .choice: .string(text)
    case .list(let item): blank(text, in: item).map { .array([$0]) }
    case .record(_, let fields):
      fields.lazy.compactMap { field in blank(text, in: field.schema).map { .object([field.name: $0]) } }.first
    default: nil
    }
  }

  private func isText(_ schema: Schema) -> Bool {
    switch schema.present {
    case .string, .identifier, .choice: true
    default: false
    }
  }

  @Test("names the blank parameter unless it narrows a list", arguments: ["", " ", "\t\u{A0}\u{200B}"])
  func namesTheBlankParameterUnlessItNarrowsAList(text: String) {
    for endpoint in catalogue {
      for field in endpoint.fields {
        guard let value = blank(text, in: field.schema) else { continue }
        let isNamed = Self.faults(endpoint, [field.name: value]).contains { $0.first == field.name }
        #expect(isNamed != (field.isFilter && isText(field.schema)), "\(endpoint.operation.path) \(field.name)")
      }
    }
  }

  @Test("narrows a list by its optional parameters") func narrowsAListByItsOptionalParameters() {
    let otherwise: Set = ["page_cursor", "since", "between"]
    for endpoint in catalogue {
      let path = endpoint.operation.path
      let lists = ["/list", "/list_device_providers", "/list_runs", "/list_deliveries", "/list_next_moments"]
      let isList = lists.contains(where: path.hasSuffix)
      for field in endpoint.fields where !field.isRequired && field.standard == nil && !otherwise.contains(field.name) {
        #expect(field.isFilter == isList, "\(path) \(field.name)")
      }
    }
  }

  @Test("names the parameter that a misspelt one means") func namesTheParameterThatAMisspeltOneMeans() {
    for endpoint in catalogue {
      for field in endpoint.fields where field.name.count > 2 {
        for misspelt in [field.name + "x", String(field.name.dropFirst()), field.name.uppercased()] {
          if endpoint.fields.contains(where: { $0.name == misspelt }) || publicParameters.contains(misspelt) {
            continue
          }
          let issues = Self.faults(endpoint, [misspelt: .null])
          #expect(issues.contains { $0 == [misspelt] }, "\(endpoint.operation.path) \(misspelt)")
        }
      }
    }
  }

  @Test("may hold any parameter of the public API") func mayHoldAnyParameterOfThePublicAPI() throws {
    let everything = Dictionary(uniqueKeysWithValues: publicParameters.map { ($0, JSON.null) })
    for endpoint in catalogue {
      let known = Set(endpoint.fields.map(\.name))
      let wrong = Self.faults(endpoint, everything).filter { $0.first.map { !known.contains($0) } ?? false }
      #expect(wrong.isEmpty, "\(endpoint.operation.path): \(wrong)")
    }
    let file = try #require(Bundle.module.url(forResource: "operations", withExtension: "json"))
    guard case .object(let operations) = try JSON.parse(Data(contentsOf: file)) else {
      Issue.record("operations.json is no object")
      return
    }
    for (path, operation) in operations {
      guard case .array(let parameters)? = operation["parameters"] else { continue }
      #expect(Set(parameters.compactMap(\.text)).subtracting(publicParameters).isEmpty, "\(path)")
    }
  }

  @Test("gives no access without end for a schedule that says nothing")
  func givesNoAccessWithoutEndForAScheduleThatSaysNothing() throws {
    for schedule in [#"{}"#, #"{"from":"2024-11-01T00:00:00Z"}"#, #"{"end_at":"2024-11-01T00:00:00Z"}"#] {
      let members: [String: JSON] = [
        "acs_system_id": .string("a"), "full_name": .string("b"), "access_schedule": try JSON.parse(schedule.utf8),
      ]
      #expect(Self.faults(AcsUsers.Create.self, members).contains { $0.first == "access_schedule" })
      #expect(!Self.faults(AcsUsers.Update.self, members).isEmpty)
    }
  }
}
