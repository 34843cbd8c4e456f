import API
import Crypto
import Wire

extension GrantGroupRecord {
  /// The provider may truncate a longer name to 30, and so cut off the reference. One character can be several UTF-16
  /// code units, so these are counted.
  private static let nameMax = 30
  private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
  private static let referenceLength = 6

  /// The name at the provider: the wanted name, and a reference by which a group whose creation call lost its response
  /// is found.
  package var siteName: String {
    let ending = " · \(reference)"
    var name = wanted.name.prefix(Self.nameMax)
    while name.utf16.count + ending.utf16.count > Self.nameMax { name.removeLast() }
    return (name.isEmpty ? "Latchkey" : name) + ending
  }

  /// Six letters and digits, without those that look alike.
  private var reference: String {
    let digest = SHA256.hash(data: Array(id.text.utf8))
    return String(digest.prefix(Self.referenceLength).map { Self.letters[Int($0) % Self.letters.count] })
  }
}
