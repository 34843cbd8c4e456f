import Core
import CoreFoundation
import Foundation
import Synchronization

/// The keys of the seal: from the environment, or from a file of the folder that may change while the server runs.
final class SealKeys: Sendable {
  private struct Known {
    var keys: [[UInt8]]
    var changedAt: timespec
  }

  private let file: URL
  private let known: Mutex<Known>

  static let variable = "LATCHKEY_SEAL_KEY"

  /// Keys from the environment: hexadecimal, the current key first, then an older one after a comma.
  static func ofEnvironment() throws -> [[UInt8]]? {
    guard let text = setting(nil, variable) else { return nil }
    let keys = text.split(separator: ",").map { bytes(ofHex: String($0)) }
    guard keys.allSatisfy({ $0?.count == Seal.keyLength }) else {
      throw Problem(
        .configuration, "\(variable) must be 64 hexadecimal digits, or NEW,OLD during a key rotation")
    }
    return keys.compactMap(\.self)
  }

  init(_ file: URL) throws {
    self.file = file
    known = Mutex(Known(keys: try Self.read(file), changedAt: Self.changedAt(file)))
  }

  /// The keys in the file. If it cannot be read, the last known keys remain.
  var current: [[UInt8]] {
    let changedAt = Self.changedAt(file)
    return known.withLock { known in
      let isSame = known.changedAt.tv_sec == changedAt.tv_sec && known.changedAt.tv_nsec == changedAt.tv_nsec
      if !isSame, let keys = try? Self.read(file) { known = Known(keys: keys, changedAt: changedAt) }
      return known.keys
    }
  }

  static func read(_ file: URL) throws -> [[UInt8]] {
    guard let data = try? Data(contentsOf: file), !data.isEmpty, data.count % Seal.keyLength == 0 else {
      throw Problem(.data, "\(file.path) does not contain keys of \(Seal.keyLength) bytes")
    }
    return stride(from: 0, to: data.count, by: Seal.keyLength).map { Array(data[$0..<$0 + Seal.keyLength]) }
  }

  static func fresh() -> [UInt8] { (0..<Seal.keyLength).map { _ in UInt8.random(in: .min ... .max) } }

  private static func changedAt(_ file: URL) -> timespec {
    var status = stat()
    return stat(file.path, &status) == 0 ? status.st_mtim : timespec()
  }

  private static func bytes(ofHex text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
