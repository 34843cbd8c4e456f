import Wire

/// The names of the fields with secrets, in the parameters and the responses of all operations.
public let secretNames: Set<String> = catalogue.reduce(into: []) { $0.formUnion($1.secretNames) }

extension Endpoint {
  fileprivate static var secretNames: Set<String> {
    Response.members(of: operation).reduce(into: schema.secretNames) { $0.formUnion($1.schema.secretNames) }
  }
}
