import Synchronization
import Wire

/// The app's single phone, under the names of the phone SDK: `try SeamPhone.initialize(clientSessionToken: …)`, then
/// `SeamPhone.shared` everywhere.
extension SeamPhone {
  private static let installed = Mutex<SeamPhone?>(nil)

  /// Configures the app's phone. Call it once at launch. The phone continues with the state in its storage.
  ///
  /// - Throws: ``PhoneStorageFailure`` if the storage cannot be read.
  public static func install(_ configuration: SeamConfiguration) throws {
    let phone = try SeamPhone(configuration)
    installed.withLock { $0 = phone }
  }

  /// The app's phone. Calling this before ``install(_:)`` is a programming error and ends the app.
  public static var shared: SeamPhone {
    guard let phone = installed.withLock({ $0 }) else {
      preconditionFailure("call SeamPhone.install(_:) when the app starts")
    }
    return phone
  }

  /// Starts a session of the app's phone.
  ///
  /// - Throws: The same as the instance method.
  public static func initialize(clientSessionToken: String) throws {
    try shared.initialize(clientSessionToken: clientSessionToken)
  }

  /// The same as ``unlock(using:proximity:timeout:)`` with a timeout in seconds.
  public func unlock(
    using credentialId: String, proximity: SeamUnlockProximity? = nil, timeout seconds: Double
  ) throws -> AsyncStream<SeamUnlockEvent> {
    try unlock(using: credentialId, proximity: proximity, timeout: .milliseconds(Int(saturating: seconds * 1000)))
  }
}
