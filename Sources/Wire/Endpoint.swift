/// One operation of the API. The conforming type is the request: its properties are the parameters.
public protocol Endpoint: Record {
  associatedtype Response: Answer
  static var operation: Operation { get }
}

/// The body of a successful response, without `ok`.
public protocol Answer: Sendable {
  /// The members beside `ok`, in order.
  static func members(of operation: Operation) -> [(name: String, schema: Schema)]
  func writeMembers(of operation: Operation, to writer: inout JSONWriter)
  /// Reads the members of a success and records every fault. An unreadable member becomes a blank.
  init(_ members: [String: JSON], of operation: Operation, noting issues: inout Issues)
}

extension Answer where Self: Wire {
  public static func members(of operation: Operation) -> [(name: String, schema: Schema)] {
    operation.responseKeys.map { ($0, schema) }
  }
  public func writeMembers(of operation: Operation, to writer: inout JSONWriter) {
    for key in operation.responseKeys {
      writer.key(key)
      write(to: &writer)
      writer.comma()
    }
  }
  public init(_ members: [String: JSON], of operation: Operation, noting issues: inout Issues) {
    guard let key = operation.responseKeys.first else {
      self = .blank
      return
    }
    self.init(member: key, of: members, noting: &issues)
  }
}

extension Wire {
  /// Reads a required member.
  fileprivate init(member name: String, of members: [String: JSON], noting issues: inout Issues) {
    issues.enter(name)
    if let json = members[name] {
      self.init(json, noting: &issues)
    } else {
      self = .blank
      issues.add("Required")
    }
    issues.leave()
  }
}

extension Array: Answer where Element: Wire {}
extension JSON: Answer {}

/// A success without a result.
public struct Nothing: Record, Answer {
  public init() {}
  public static let blank = Nothing()
  public mutating func describe(_ field: inout some Field) {}
}

/// One page of a list, with its `pagination`.
public struct Page<Element: Wire>: Answer {
  public var items: [Element]
  public var pagination: Pagination
  public init(_ items: [Element], _ pagination: Pagination) {
    self.items = items
    self.pagination = pagination
  }

  public static func members(of operation: Operation) -> [(name: String, schema: Schema)] {
    operation.responseKeys.map { ($0, .list(Element.schema)) } + [("pagination", Pagination.schema)]
  }

  public func writeMembers(of operation: Operation, to writer: inout JSONWriter) {
    items.writeMembers(of: operation, to: &writer)
    writer.key("pagination")
    pagination.write(to: &writer)
    writer.comma()
  }

  public init(_ members: [String: JSON], of operation: Operation, noting issues: inout Issues) {
    items = [Element](members, of: operation, noting: &issues)
    pagination = Pagination(member: "pagination", of: members, noting: &issues)
  }
}

/// The position of a list's next page.
public struct Pagination: Record {
  public static let name = "pagination"
  public var nextPageCursor: Nullable<String>
  public var hasNextPage: Bool
  public var nextPageURL: Nullable<String>
  public var totalCount: Int?

  public init(nextPageCursor: String?, nextPageURL: String?, totalCount: Int? = nil) {
    self.nextPageCursor = Nullable(nextPageCursor)
    self.hasNextPage = nextPageCursor != nil
    self.nextPageURL = Nullable(nextPageURL)
    self.totalCount = totalCount
  }
  public static let blank = Pagination(nextPageCursor: nil, nextPageURL: nil)

  public mutating func describe(_ field: inout some Field) {
    field("next_page_cursor", &nextPageCursor, "Opaque value to pass as `page_cursor` for the next page.")
    field("has_next_page", &hasNextPage, "Whether there is another page.")
    field("next_page_url", &nextPageURL, "Address of the next page.", .url)
    field("total_count", &totalCount, "Number of items on all pages. Absent for lists that are not counted.")
  }
}
