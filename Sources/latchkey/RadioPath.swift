import Foundation

/// Where the radio's socket is. The address of such a socket holds about a hundred bytes, so that one in a deep folder
/// moves to the temporary one.
func radioPath(_ given: String?, in folder: DataFolder) -> String {
  let path = given ?? folder.file("radio.sock").path
  guard path.utf8.count > 100 else { return path }
  let name = path.utf8.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }
  return FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(name).sock").path
}
