extension Endpoint {
  /// The parameters as members of a JSON object, without those that equal the server's defaults.
  ///
  /// - Throws: `MalformedJSON` if a free-form parameter is nested too deeply.
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
