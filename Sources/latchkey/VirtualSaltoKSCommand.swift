import ArgumentParser
import Core
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import VirtualSaltoKS
import Wire

struct VirtualSaltoKSCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "virtual-salto-ks", abstract: "Run a virtual Salto KS cloud as a separate program.")

  @Option(help: "Address to listen on.") var host = "127.0.0.1"
  @Option(help: "Port to listen on, 0 for a free one.") var port = 8090
  @Option(help: "Additional host name to accept. Requests for other host names are rejected.") var name: [String] = []
  @Option(help: "Folder for the journal.") var data = "virtual-salto-ks-data"
  @Option(help: "Seed of the random numbers.") var seed: UInt64 = 1
  @Option(help: "Scenario to start with: guide, sandbox, stays:SEATS or crowd:PEOPLE:DOORS.") var scenario = "guide"
  @Option(help: "Socket of the doors for phones. (default: radio.sock in the folder)") var radio: String?
  @Option(help: "Minimum size of the journal, in bytes, at which it is compacted.")
  var compactAt = Cloud.compactionLength
  @Option(help: "File to write once it accepts requests.") var readyFile: String?

  func run() async throws {
    try await reportingProblems {
      guard let scenario = Scenario(scenario) else {
        throw Problem(
          .configuration, "--scenario is guide, sandbox, stays:SEATS or crowd:PEOPLE:DOORS, for example stays:10000")
      }
      guard (0...65_535).contains(port) else {
        throw Problem(.configuration, "--port must be a number from 0 to 65535, not \(port)")
      }
      let folder = try DataFolder(data)
      try folder.lock()
      try readyFile.map(clearReadyFile)
      guard (4096...1 << 40).contains(compactAt) else {
        throw Problem(
          .configuration, "--compact-at must be a number of bytes from 4096 to 1099511627776, not \(compactAt)")
      }
      let cloud = try tellingOfBrokenJournal {
        try Cloud(
          folder: folder.url, seed: seed, scenario: scenario, clock: .own { SystemClock.machine.now().microseconds },
          compactionLength: compactAt)
      }
      let path = radioPath(radio, in: folder)
      var logger = Logger(label: "virtual-salto-ks")
      logger.logLevel = .warning
      let application = VirtualServer(cloud: cloud, names: name).application(host: host, port: port, logger: logger) {
        port in
        await announce(port, path)
      }
      let group = ServiceGroup(
        services: [application, RadioServer(cloud: cloud, path: path, logger: logger)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
      try await tellingOfTakenPort(host, port) { try await group.run() }
    }
  }

  private func announce(_ port: Int, _ radio: String) async {
    let url = baseURL(host, port)
    Output.note("The virtual Salto KS cloud is at \(url)")
    if let readyFile {
      let pid = Int(ProcessInfo.processInfo.processIdentifier)
      let json = JSON.object(["endpoint": .string(url), "pid": .int(pid), "virtual_radio": .string(radio)])
      do { try PrivateFile.write(Data(json.bytes), to: readyFile) } catch {
        Output.note("The ready file \(readyFile) cannot be written")
      }
    }
  }
}

/// Opens a virtual cloud. An unusable journal becomes a data problem.
func tellingOfBrokenJournal(_ open: () throws -> Cloud) throws -> Cloud {
  do { return try open() } catch let fault as JournalFault { throw Problem(.data, fault.description) }
}
