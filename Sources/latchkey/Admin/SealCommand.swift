import ArgumentParser
import Core
import Foundation
import Store
import Wire

struct SealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal", abstract: "Manage the key that encrypts provider logins, tokens and PINs.",
    subcommands: [Rotate.self, Reseal.self])

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Replace the seal key of the folder. Works while the server is running.",
      discussion: "If a rotation is interrupted, run it again to continue.")
    @OptionGroup var options: AdminOptions

    func run() async throws {
      try await reportingProblems {
        guard try SealKeys.ofEnvironment() == nil, try options.place().isFolder else {
          throw Problem(
            .configuration,
            "the key is set by \(SealKeys.variable); serve with NEW,OLD there, then run latchkey admin seal reseal"
          )
        }
        let folder = try options.folder()
        var keys = try SealKeys.read(folder.file(DataFolder.sealKeyName))
        if keys.count == 1 {
          keys.insert(SealKeys.fresh(), at: 0)
          try folder.write(Data(keys.joined()), to: DataFolder.sealKeyName)
        }
        let count = try await resealAll(options, keys)
        try folder.write(Data(keys[0]), to: DataFolder.sealKeyName)
        options.show([[("resealed", .int(count))]])
      }
    }
  }

  struct Reseal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Encrypt everything with the first key in LATCHKEY_SEAL_KEY.")
    @OptionGroup var options: AdminOptions

    func run() async throws {
      try await reportingProblems {
        guard let keys = try SealKeys.ofEnvironment(), keys.count > 1 else {
          throw Problem(.configuration, "\(SealKeys.variable) must contain the new key and the old key: NEW,OLD")
        }
        options.show([[("resealed", .int(try await resealAll(options, keys)))]])
      }
    }
  }
}

/// Repeats until no value is sealed with an older key, since a running server may seal more values meanwhile.
private func resealAll(_ options: AdminOptions, _ keys: [[UInt8]]) async throws -> Int {
  let database = try options.database()
  defer { database.close() }
  let seal = try Seal { keys }
  var total = 0
  while true {
    let count: Int
    do { count = try await database.reseal(seal, at: SystemClock.machine.now(), by: .commandLine) } catch is Seal.Broken
    {
      throw Problem(
        .data, "a stored value was encrypted with a different key; nothing is lost, and both keys are kept")
    }
    total += count
    if count == 0 { return total }
  }
}
