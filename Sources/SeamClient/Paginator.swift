import Wire

/// The elements of a paginated list, fetched on demand.
///
///     for try await user in seam.acs.users.listAll(acsSystemID: site) { … }
public struct Paginator<Element: Wire>: AsyncSequence, Sendable {
  private let seam: Seam
  private let operation: Operation
  private let parameters: Result<[String: JSON], SeamError>

  public init<E: Endpoint>(_ seam: Seam, _ request: E) where E.Response == Page<Element> {
    self.seam = seam
    operation = E.operation
    do throws(SeamError) {
      parameters = .success(try seam.parameters(of: request))
    } catch {
      parameters = .failure(error)
    }
  }

  /// One page with its `pagination`: the first page, or the one after a cursor.
  public func page(after cursor: String? = nil) async throws -> Page<Element> {
    try await seam.read(
      operation, parameters(after: cursor), demanding: operation.responseKeys.prefix(1) + ["pagination"])
  }

  /// The elements of one page.
  func items(after cursor: String?) async throws -> [Element] {
    let page: Page<Element> = try await seam.read(
      operation, parameters(after: cursor), demanding: operation.responseKeys.prefix(1))
    return page.items
  }

  /// All elements, once all pages have been fetched.
  public func all() async throws -> [Element] {
    var elements: [Element] = []
    for try await page in pages { elements += page.items }
    return elements
  }

  /// The pages in order.
  public var pages: Pages { Pages(paginator: self) }

  public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

  private func parameters(after cursor: String?) throws -> [String: JSON] {
    var parameters = try parameters.get()
    if let cursor { parameters["page_cursor"] = .string(cursor) }
    return parameters
  }

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var pages: Pages.Iterator
    private var items: ArraySlice<Element> = []

    fileprivate init(pages: Pages.Iterator) { self.pages = pages }

    public mutating func next() async throws -> Element? {
      while items.isEmpty {
        guard let page = try await pages.next() else { return nil }
        items = page.items[...]
      }
      return items.removeFirst()
    }
  }

  public struct Pages: AsyncSequence, Sendable {
    public typealias Element = Page<Paginator.Element>
    fileprivate let paginator: Paginator

    public func makeAsyncIterator() -> Iterator { Iterator(paginator: paginator) }

    public struct Iterator: AsyncIteratorProtocol {
      fileprivate let paginator: Paginator
      private var cursor: String?
      private var seen: Set<String> = []
      private var isAtEnd = false

      fileprivate init(paginator: Paginator) { self.paginator = paginator }

      /// A repeated cursor ends the iteration, so that a faulty server cannot keep it going forever.
      public mutating func next() async throws -> Page<Paginator.Element>? {
        if isAtEnd { return nil }
        let page = try await paginator.page(after: cursor)
        cursor = page.pagination.nextPageCursor.optional
        isAtEnd = !page.pagination.hasNextPage || cursor.map { !seen.insert($0).inserted } ?? true
        return page
      }
    }
  }
}
