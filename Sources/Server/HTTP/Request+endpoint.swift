import Hummingbird

extension Request {
  /// Base address under which the caller reached the server, for links in answers and ways back to it.
  ///
  /// - Parameter publicURL: the address that people are told; nil for the one that the request asks for.
  public func endpoint(publicURL: String?) -> String { publicURL ?? "http://\(head.authority ?? "localhost")" }
}
