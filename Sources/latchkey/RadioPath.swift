import Foundation

/// The path of the radio's socket. A socket address holds about a hundred bytes, so a longer path is replaced by one in
/// the temporary folder.
func radioPath(_ given: String?, in folder: DataFolder) -> String {
  let path = given ?? folder.file("radio.sock").path
  guard path.utf8.count > 100 else { return path }
  let name = path.utf8.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }
  return FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(name).sock").path
}
