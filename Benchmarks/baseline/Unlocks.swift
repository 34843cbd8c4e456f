import ArgumentParser
import Core
import Foundation
import MobileKey
import Wire

/// Repeated unlocks of a virtual door over the site's radio, from `unlock` to the event that the door opens. They
/// alternate with bare exchanges without a radio, a decision of the lock or a stored entry.
struct Unlocks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measures how long a door takes to open; prints JSON.")
  @Argument(help: "The phone's folder.") var folder: String
  @Option(help: "The socket of the site's doors.") var radio: String
  @Option(help: "The door.") var door: String
  @Option var seconds = 2.0

  struct StaysShut: Error {}

  func run() async throws {
    let place = try Place()
    let phone = try phone()
    let clock = ContinuousClock()
    var unlocks: [Duration] = []
    var bare = Duration.zero
    let start = clock.now
    while clock.now - start < .seconds(seconds) {
      unlocks.append(try await clock.measure { try await open(phone) })
      bare += try clock.measure { try place.open() }
    }
    unlocks.sort()
    func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }
    let median = milliseconds(unlocks[unlocks.count / 2])
    let p99 = milliseconds(unlocks[unlocks.count * 99 / 100])
    print(
      "{\"open_ms\": \(median), \"p99_ms\": \(p99), \"exchange_ms\": \(milliseconds(bare) / Double(unlocks.count))}")
  }

  private func phone() throws -> SeamPhone {
    let phone = try SeamPhone(
      SeamConfiguration(storage: try FolderStorage(folder), radio: SocketRadio(path: radio, heldTo: door)) {
        SystemClock.ofThisMachine.now()
      })
    try phone.resume()
    return phone
  }

  private func open(_ phone: SeamPhone) async throws {
    guard let credential = phone.credentials.first else { throw StaysShut() }
    for await event in try phone.unlock(using: credential.id) where event == .grantedAccess { return }
    throw StaysShut()
  }
}
