import Wire

/// An endpoint whose placeholder is the request with nothing in it.
public protocol Request: Endpoint {
  init()
}

extension Request {
  public static var blank: Self { Self() }
}

/// What belongs to operations that are not here yet, so that ids of it have a type.
public enum AcsEncoder {}
public enum AccessCode {}
public enum AccessGrant {}
public enum AccessMethod {}
public enum Space {}
public enum CredentialPool {}
