public import Wire

/// A request for resources and what belongs to them. The caller chooses the lists of the batch.
public protocol BatchRequest: Request {
  associatedtype Part: Choice
  var exclude: [Part]? { get set }
  var include: [Part]? { get set }
}

extension BatchRequest {
  /// The lists to return.
  public var parts: Set<Part> { Set(include ?? Array(Part.allCases)).subtracting(exclude ?? []) }

  mutating func describeParts(_ field: inout some Field) {
    field("exclude", &exclude, "Lists to leave out.")
    field("include", &include, "Lists to return. Defaults to all.")
  }
}
