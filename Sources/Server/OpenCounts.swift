/// Counts what is open, for each key.
struct OpenCounts<Key: Hashable> {
  private var counts: [Key: Int] = [:]

  subscript(key: Key) -> Int { counts[key, default: 0] }

  /// The count of all keys together.
  var total: Int { counts.values.reduce(0, +) }

  /// Counts one more for a key, unless it has reached the maximum.
  ///
  /// - Returns: whether it was counted.
  mutating func take(_ key: Key, max: Int) -> Bool {
    guard self[key] < max else { return false }
    add(key)
    return true
  }

  mutating func add(_ key: Key) { counts[key] = self[key] + 1 }

  /// Counts one less for a key. A key with nothing open takes no memory.
  mutating func giveBack(_ key: Key) {
    let left = self[key] - 1
    counts[key] = left > 0 ? left : nil
  }
}
