import Synchronization
import Wire

/// The one phone of an app, under the names of the phone SDK: `try SeamPhone.initialize(clientSessionToken: …)`, then
/// `SeamPhone.shared` everywhere.
extension SeamPhone {
  private static let installed = Mutex<SeamPhone?>(nil)

  /// Says once, when the app starts, what its phone is made of. The phone goes on with what its storage remembers.
  ///
  /// - Throws: ``PhoneStorageFailure`` where the storage cannot be read.
  public static func install(_ configuration: SeamConfiguration) throws {
    let phone = try SeamPhone(configuration)
    installed.withLock { $0 = phone }
  }

  /// The app's phone. An app that has not called ``install(_:)`` is wrong, and ends here.
  public static var shared: SeamPhone {
    guard let phone = installed.withLock({ $0 }) else {
      preconditionFailure("call SeamPhone.install(_:) when the app starts")
    }
    return phone
  }

  /// Begins a session of the app's phone.
  ///
  /// - Throws: As the method of the phone.
  public static func initialize(clientSessionToken: String) throws {
    try shared.initialize(clientSessionToken: clientSessionToken)
  }

  /// The same as ``unlock(using:proximity:timeout:)`` with the time in seconds.
  public func unlock(
    using credentialId: String, proximity: SeamUnlockProximity? = nil, timeout seconds: Double
  ) throws -> AsyncStream<SeamUnlockEvent> {
    try unlock(using: credentialId, proximity: proximity, timeout: .milliseconds(Int(saturating: seconds * 1000)))
  }
}
