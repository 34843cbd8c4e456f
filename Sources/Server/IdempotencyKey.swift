import API
import HTTPTypes
import Hummingbird

extension Request {
  private static let idempotencyKeyMax = 255

  /// The Idempotency-Key. Nil if the request has none, or if its method is safe to repeat.
  ///
  /// - Throws: 400 for a key that is empty, too long or not of visible ASCII letters.
  func idempotencyKey() throws -> String? {
    guard method == .post, let key = headers[idempotencyKeyHeader] else { return nil }
    guard (1...Self.idempotencyKeyMax).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw APIError.invalidIdempotencyKey(longest: Self.idempotencyKeyMax)
    }
    return key
  }
}

// A valid header name, a constant of this file.
private let idempotencyKeyHeader = HTTPField.Name("idempotency-key")!
