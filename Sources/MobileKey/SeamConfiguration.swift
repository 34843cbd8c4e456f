public import SeamClient
public import Wire

/// The parts of a phone: its storage, its transports and its clock.
public struct SeamConfiguration: Sendable {
  /// The server's address. Nil for `SEAM_ENDPOINT`, or else the hosted service.
  public var endpoint: String?
  public var storage: any PhoneStorage
  public var keys: any KeyStore
  /// The connection to locks, or nil if the phone has none.
  public var radio: (any Radio)?
  public var model = PhoneModel()
  public var transport: any Transport = HTTPTransport.shared
  /// The time limit of one call.
  public var timeout = Duration.seconds(30)
  /// How often an active phone checks for changes. Nil to check only on request.
  public var pollingInterval: Duration? = .seconds(300)
  public var randomness = Randomness.system
  /// The machine's clock.
  public var now: @Sendable () -> Instant
  /// Measures delays and timeouts.
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

/// The phone's self-description.
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
