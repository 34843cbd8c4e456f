/// The path to a value in a document, such as `["access_codes", "0", "device_id"]`.
public typealias Path = [String]

/// One fault of a document.
public struct Issue: Equatable, Sendable {
  public let path: Path
  public let message: String
  public init(path: Path, message: String) {
    self.path = path
    self.message = message
  }
}

/// All faults of a document.
public struct Issues: Error, Sendable {
  public private(set) var all: [Issue] = []
  /// The kind of document, which determines the strictness.
  let reading: Reading
  /// The current path of the reader. A single stack, so that a valid document allocates nothing for it.
  private var path: Path = []

  public init(in reading: Reading = .answer) { self.reading = reading }
  public init(_ message: String, at path: Path = []) {
    self.init()
    all = [Issue(path: path, message: message)]
  }

  public mutating func add(_ message: String) { all.append(Issue(path: path, message: message)) }
  /// Whether the current value itself has a new fault.
  func hasIssueHere(since known: Int) -> Bool { all.dropFirst(known).contains { $0.path == path } }

  public mutating func enter(_ step: String) { path.append(step) }
  public mutating func leave() { path.removeLast() }

  /// All faults in one sentence, in the wording of zod 3 as the API's framework formats it.
  public var summary: String {
    let sentences = all.map { issue in
      let path = issue.path.joined(separator: ".")
      return switch (path.isEmpty, issue.message) {
      case (true, _): issue.message
      case (false, "Required"): "\(path) is required"
      default: "\(issue.message) for \"\(path)\""
      }
    }
    return sentences.count == 1 ? sentences[0] : "\(sentences.count) Input Errors: " + sentences.joined(separator: ", ")
  }

  /// The faults as a tree: `_errors` at each level, and a child for each faulty member or index.
  public var tree: JSON {
    var root = Node()
    for issue in all { root.add(issue.message, at: issue.path[...]) }
    return root.json
  }

  private struct Node {
    var messages: [String] = []
    var children: [String: Node] = [:]

    mutating func add(_ message: String, at path: ArraySlice<String>) {
      guard let step = path.first else { return messages.append(message) }
      children[step, default: Node()].add(message, at: path.dropFirst())
    }

    var json: JSON {
      var members = children.mapValues(\.json)
      members["_errors"] = .array(messages.map(JSON.string))
      return .object(members)
    }
  }
}
