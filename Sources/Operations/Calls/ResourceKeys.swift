import API

extension Sequence {
  /// Checks that each key belongs to exactly one of the resources.
  ///
  /// - Parameters:
  ///   - keys: the keys of a request.
  ///   - parameter: the name of a key in the API.
  ///   - identify: the key and the ID of a resource.
  /// - Throws: not found, or an ambiguous key with the IDs of its resources.
  func requireOne(
    for keys: [String], _ parameter: String, of kind: APIError.Resource,
    identify: (Element) -> (key: String?, id: String)
  ) throws {
    var ids: [String: [String]] = [:]
    for element in self {
      let (key, id) = identify(element)
      if let key { ids[key, default: []].append(id) }
    }
    for key in keys {
      guard let found = ids[key] else { throw APIError.notFound(kind) }
      guard found.count == 1 else { throw APIError.ambiguousKey(parameter, found) }
    }
  }
}
