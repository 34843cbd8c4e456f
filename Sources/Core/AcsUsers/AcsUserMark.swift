package import API
import Crypto
package import Wire

/// The alias of a user that Latchkey creates at the provider: the mark of the workspace, and a reference that is unique
/// to each ACS user. It identifies a user whose creation call lost its response, and a user whose record was lost.
///
/// Its format is `lk-`, 8 characters for the workspace, `-` and 16 characters for the user: 28 in all, digits and
/// lowercase letters. The provider may truncate a longer name to 30.
package enum AcsUserMark {
  private static let letterCount = 8
  /// 36 to the power of `letterCount`.
  private static let limit: UInt64 = 2_821_109_907_456

  /// The alias of one ACS user. Each site user created for it has its own.
  ///
  /// - Parameter generation: the number of site users created for it before this one.
  package static func alias(of user: ID<AcsUser>, in workspace: ID<Workspace>, generation: Int = 0) -> String {
    let name = generation == 0 ? user.text : "\(user.text)\n\(generation)"
    let digest = Array(SHA256.hash(data: Array(name.utf8)))
    return prefix(of: workspace) + letters(digest[0..<8]) + letters(digest[8..<16])
  }

  /// Whether Latchkey created the alias in this workspace.
  package static func isMark(_ alias: String, of workspace: ID<Workspace>) -> Bool {
    let prefix = prefix(of: workspace)
    guard alias.hasPrefix(prefix) else { return false }
    let rest = alias.utf8.dropFirst(prefix.utf8.count)
    return rest.count == 2 * letterCount && rest.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }

  private static func prefix(of workspace: ID<Workspace>) -> String {
    let digest = Array(SHA256.hash(data: Array(workspace.text.utf8)))
    return "lk-\(letters(digest[0..<8]))-"
  }

  private static func letters(_ bytes: ArraySlice<UInt8>) -> String {
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let text = String(number % limit, radix: 36)
    return String(repeating: "0", count: letterCount - text.count) + text
  }
}

extension AcsUserRecord {
  /// The alias that identifies the user at the provider.
  package var reference: String { reference(ofGeneration: generation) }

  func reference(ofGeneration generation: Int) -> String {
    AcsUserMark.alias(of: id, in: workspaceID, generation: generation)
  }

  /// Whether an alias is the user's own. This includes the format of earlier versions and the alias of a successor.
  package func isOwnAlias(_ alias: String) -> Bool { ownAliases.contains(alias) }

  /// All aliases of the user.
  package var ownAliases: [String] { [formerReference] + (0...generation + 1).map { reference(ofGeneration: $0) } }

  /// The alias in the format of earlier versions, without the mark of the workspace.
  package var formerReference: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for b in id.text.utf8 { hash = (hash ^ UInt64(b)) &* 0x0000_0100_0000_01b3 }
    let plain = id.text.utf8.filter { b in
      (b >= 0x30 && b <= 0x39) || (b >= 0x61 && b <= 0x7A) || (b >= 0x41 && b <= 0x5A)
    }
    return "lk-" + String(decoding: plain.suffix(12), as: UTF8.self) + "-" + String(hash, radix: 36)
  }
}
