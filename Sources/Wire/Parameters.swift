extension Endpoint {
  /// The parameters as members of a JSON object, without those that are what the server takes for granted anyway.
  ///
  /// - Throws: `MalformedJSON` where a parameter of any form is nested too deep.
  public var parameters: [String: JSON] {
    get throws(MalformedJSON) {
      guard case .object(var members) = try JSON.parse(jsonBytes) else { return [:] }
      for field in Self.fields {
        if let standard = field.standard, members[field.name] == standard { members[field.name] = nil }
      }
      return members
    }
  }
}
