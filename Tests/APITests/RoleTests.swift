import API
import Foundation
import Testing
import Wire

/// The roles of operators, as the catalogue describes them.
@Suite("The role that an operation requires") struct RequiredRole {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../docs/roles.md").standardizedFileURL

  @Test("is a viewer for reads and an administrator for changes, with the exceptions that docs/roles.md lists")
  func isTheUsualOneOrDocumented() throws {
    let exceptions = catalogue.map { $0.operation }.filter { $0.callers.accept(.personalAccessToken) }
      .filter { $0.role != ($0.kind == .read ? .viewer : .administrator) }
      .map { "| `\($0.path)` | \($0.role.rawValue.replacing("_", with: " ")) |" }
    let listed = try String(contentsOf: Self.page, encoding: .utf8).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("| `/") }
    #expect(exceptions.sorted() == listed.sorted())
  }

  @Test("is the front desk's for all that returns a secret that cannot be hidden")
  func coversSecrets() {
    func secrets(in schema: Schema) -> [FieldSchema] {
      switch schema {
      case .list(let inner), .map(let inner), .nullable(let inner): secrets(in: inner)
      case .union(_, _, let variants): variants.flatMap { secrets(in: $0.1) }
      case .record(_, let fields): fields.flatMap { ($0.isSecret ? [$0] : []) + secrets(in: $0.schema) }
      default: []
      }
    }
    func returned<E: Endpoint>(by _: E.Type) -> [Schema] { E.Response.members(of: E.operation).map(\.schema) }
    for endpoint in catalogue where endpoint.operation.role == .viewer {
      for field in returned(by: endpoint).flatMap({ secrets(in: $0) }) {
        #expect(!field.isRequired || field.schema.isNullable, "\(endpoint.operation.path) \(field.name)")
      }
    }
  }

  @Test("is not a viewer's for records with a token, a signing secret or a link")
  func coversTokens() {
    func names(in schema: Schema) -> Set<String> {
      switch schema {
      case .list(let inner), .map(let inner), .nullable(let inner): names(in: inner)
      case .record(let name, let fields): fields.reduce(into: [name]) { $0.formUnion(names(in: $1.schema)) }
      default: []
      }
    }
    func returned<E: Endpoint>(by _: E.Type) -> [Schema] { E.Response.members(of: E.operation).map(\.schema) }
    let guarded: Set = ["client_session", "instant_key", "webhook", "connect_webview", "api_key", "access_token"]
    for endpoint in catalogue where endpoint.operation.role == .viewer {
      guard endpoint.operation.callers.accept(.personalAccessToken) else { continue }
      let found = returned(by: endpoint).reduce(into: Set<String>()) { $0.formUnion(names(in: $1)) }
      #expect(found.isDisjoint(with: guarded), "\(endpoint.operation.path)")
    }
  }
}

@Suite("A response without secrets") struct ConcealedResponse {
  private struct Door: Record {
    static let name = "door"
    var title = ""
    var pin = Nullable<String>.null
    var link: String?
    static let blank = Door()
    mutating func describe(_ field: inout some Field) {
      field("title", &title, "A title.")
      field("pin", &pin, "A PIN.", .secret)
      field("link", &link, "A link.", .secret)
    }
  }

  @Test("has null where a secret can be null, and nothing where it can only be absent")
  func hidesBoth() throws {
    let door = try JSON.parse(#"{"title":"4B","pin":"1234","link":"https://a.example"}"#.utf8)
    let hidden = try JSON.parse(#"{"title":"4B","pin":null}"#.utf8)
    #expect(Door.schema.concealed(door) == hidden)
    #expect(Schema.list(.nullable(Door.schema)).concealed(.array([door, .null])) == .array([hidden, .null]))
    #expect(Schema.map(Door.schema).concealed(.object(["a": door])) == .object(["a": hidden]))
  }

  @Test("hides the secrets of a variant, and of one that this version does not know")
  func hidesVariants() throws {
    let union = Schema.union(tag: "kind", [("door", Door.schema)])
    for kind in ["door", "gate"] {
      let value = try JSON.parse(#"{"kind":"\#(kind)","pin":"1234"}"#.utf8)
      #expect(union.concealed(value)["pin"] == JSON.null, "\(kind)")
    }
  }
}
