public import Wire

/// An endpoint whose placeholder is an empty request.
public protocol Request: Endpoint {
  init()
}

extension Request {
  public static var blank: Self { Self() }
}
