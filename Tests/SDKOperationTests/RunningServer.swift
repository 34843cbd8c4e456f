import Foundation
import SeamClient
import Synchronization
import Testing

/// A server process with the guide's scenario and its own folder.
final class RunningServer {
  let endpoint: String
  let apiKey: String
  let folder: URL
  private let process: Process

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  static var binary: URL {
    let path = ProcessInfo.processInfo.environment["LATCHKEY_BINARY"]
    return path.map { URL(fileURLWithPath: $0) } ?? root.appendingPathComponent(".build/debug/latchkey")
  }

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-sdk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let readyFile = folder.appendingPathComponent("ready.json")
    process = Process()
    process.executableURL = Self.binary
    process.arguments = [
      "serve", "--port", "0", "--data", folder.appendingPathComponent("data").path, "--scenario", "guide",
      "--ready-file", readyFile.path,
    ]
    try process.run()
    let ready = try await Self.answer(in: readyFile, of: process)
    endpoint = try #require(ready["endpoint"]?.text)
    apiKey = try #require(ready["api_key"]?.text)
  }

  /// The ready file that the server writes once it accepts requests.
  ///
  /// The file is polled, since another process writes it. No time is asserted: the loop ends with the file or with the
  /// process.
  private static func answer(in file: URL, of process: Process) async throws -> JSON {
    while process.isRunning {
      if let data = try? Data(contentsOf: file), let ready = try? JSON.parse(data) { return ready }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw TransportFailure("the server ended with \(process.terminationStatus) before it was ready")
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }
}

/// Sends calls over HTTP and records their operations.
final class NotingTransport: Transport {
  private let paths = Mutex<Set<String>>([])
  /// The operations that succeeded.
  var called: Set<String> { paths.withLock { $0 } }

  func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
    let response = try await HTTPTransport.shared.send(request, timeout: timeout)
    if response.status == 200, let path = URLComponents(string: request.url)?.path {
      paths.withLock { _ = $0.insert(path) }
    }
    return response
  }
}
