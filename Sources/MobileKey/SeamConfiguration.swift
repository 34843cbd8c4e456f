public import SeamClient
public import Wire

/// The parts of a phone: its storage, its transports and its clock.
public struct SeamConfiguration: Sendable {
  /// The server; nil for `SEAM_ENDPOINT`, else the hosted service.
  public var endpoint: String?
  public var storage: any PhoneStorage
  public var keys: any KeyStore
  /// What doors are reached by; nil where the phone has nothing of the kind.
  public var radio: (any Radio)?
  public var model = PhoneModel()
  public var transport: any Transport = HTTPTransport.shared
  /// How long one call may take.
  public var timeout = Duration.seconds(30)
  /// How often an active phone looks what has changed; nil: only when it is told to.
  public var pollingInterval: Duration? = .seconds(300)
  public var randomness = Randomness.system
  /// The machine's clock.
  public var now: @Sendable () -> Instant
  /// What pauses and timeouts are measured by.
  public var clock: any Clock<Duration> = ContinuousClock()

  public init(
    endpoint: String? = nil, storage: any PhoneStorage, keys: (any KeyStore)? = nil, radio: (any Radio)? = nil,
    now: @escaping @Sendable () -> Instant
  ) {
    self.endpoint = endpoint
    self.storage = storage
    self.keys = keys ?? StoredKeys(in: storage)
    self.radio = radio
    self.now = now
  }
}

/// What the phone says that it is.
public struct PhoneModel: Sendable {
  public enum System: String, Sendable { case ios, android }

  public var system: System
  public var manufacturer: String
  public var model: String
  public var systemVersion: String

  public init(
    system: System = .ios, manufacturer: String = "Latchkey", model: String = "Phone", systemVersion: String = "1"
  ) {
    self.system = system
    self.manufacturer = manufacturer
    self.model = model
    self.systemVersion = systemVersion
  }
}
