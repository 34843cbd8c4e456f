import KeyExchange
import MobileKey
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("Storage") struct StorageTests {
  @Test("only the owner reads") func onlyTheOwnerReads() throws {
    let folder = try TemporaryFolder()
    let keys = StoredKeys(in: try FolderStorage(folder.path))
    let key = try keys.deviceKey()
    #expect(mode(folder.path + "/device.key") == 0o600)
    #expect(try keys.deviceKey().publicKey == key.publicKey)
    #expect(Mirror(reflecting: key).children.isEmpty)
    try keys.removeDeviceKey()
    #expect(try keys.deviceKey().publicKey != key.publicKey)
  }

  @Test("a folder that others enter is refused") func aFolderThatOthersEnterIsRefused() throws {
    let folder = try TemporaryFolder()
    chmod(folder.path, 0o755)
    #expect(throws: PhoneStorageFailure.self) { try FolderStorage(folder.path) }
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    stat(path, &status)
    return status.st_mode & 0o777
  }
}

/// A folder that is removed with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/phone-XXXXXX".utf8CString)
    guard let made = template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) else {
      throw PhoneTestFailure()
    }
    path = String(cString: made)
  }

  deinit {
    for item in ["device.key", "mobile.key", "phone.json"] { unlink(path + "/" + item) }
    rmdir(path)
  }
}

struct PhoneTestFailure: Error {}
