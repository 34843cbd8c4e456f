import API
import ArgumentParser
import KeyExchange
import MobileKey
import Wire

struct PhoneUnlock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Hold the phone to a door.",
    discussion: "Exit codes: 0 opened, 81 refused, 82 no answer from the door, 83 the guest has to sign in, 84 no key.")

  @OptionGroup var options: PhoneOptions
  @Argument(help: "The door's name, or its lock's ID.") var door: String
  @Option(help: "The socket of the site's doors; LATCHKEY_RADIO. A ready file has it as virtual_radio.")
  var radio: String?
  @Flag(help: "Hold the phone near the door, rather than on it; only readers hear it then.") var near = false
  @Option(help: "Seconds to wait for the lock.") var timeout = 10

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      guard (1...86_400).contains(timeout) else {
        throw Problem(.usage, "--timeout takes a number of seconds from 1 to 86400, not \(timeout)")
      }
      let path = setting(radio, "LATCHKEY_RADIO")
      let phone = try options.resumed(radio: path.map { SocketRadio(path: $0, heldTo: door) })
      try await options.refresh(phone)
      var outcome = try await attempt(phone)
      if [.refused(.cancelledKey), .refused(.expiredKey)].contains(outcome), !options.offline {
        try await options.refresh(phone)
        outcome = try await attempt(phone)
      }
      try tell(outcome, known: await known(of: outcome, phone))
    }
  }

  /// What the server says of a door that refuses; nil where it does not answer or names no such door. A lock says only
  /// that it refuses.
  private func known(of outcome: UnlockOutcome, _ phone: SeamPhone) async -> SeamDoor? {
    guard case .refused = outcome, !options.offline, let credentials = try? await phone.refresh() else { return nil }
    return credentials.lazy.flatMap(\.doors).first { $0.name == door }
  }

  private func attempt(_ phone: SeamPhone) async throws -> UnlockOutcome {
    let credentials = phone.credentials
    let credential = credentials.first(where: \.errors.isEmpty) ?? credentials.first
    return try await phone.attempt(
      using: credential?.id ?? "", proximity: near ? .nearby : .touch, timeout: .seconds(timeout))
  }

  private func tell(_ outcome: UnlockOutcome, known: SeamDoor?) throws {
    var (word, reason) = outcome.words
    if let known, known.access != AccessVerdict.allowed.rawValue { reason = known.message }
    if options.json {
      Output.write(
        .object([
          "door": .string(door), "outcome": .string(word), "opened": .bool(outcome == .opened),
          "reason": reason.map(JSON.string) ?? .null, "access": known.map { .string($0.access) } ?? .null,
          "access_reason": known.map { .string($0.reason) } ?? .null,
        ]))
    } else {
      let why = (reason ?? word).printable
      let shut = "\(door.printable) stays shut: \(why)" + (why.hasSuffix(".") ? "" : ".")
      Output.write(outcome == .opened ? "\(door.printable) opens." : shut)
    }
    switch outcome {
    case .opened: return
    case .refused: throw ExitCode(Problem.Code.doorRefused.rawValue)
    case .failed, .unanswered, .distrusted, .timedOut: throw ExitCode(Problem.Code.doorSilent.rawValue)
    }
  }
}

extension UnlockOutcome {
  /// The outcome in one word, and why, for people.
  var words: (String, String?) {
    switch self {
    case .opened: ("opened", nil)
    case .refused(let reason): ("refused", Self.words(for: reason))
    case .failed: ("failed", "the lock failed")
    case .unanswered(let fault): ("unanswered", "\(fault)")
    case .distrusted(let fault): ("distrusted", "the lock did not prove what it is (\(fault))")
    case .timedOut: ("timed_out", "no answer in time")
    }
  }

  private static func words(for reason: LockVerdict.Reason) -> String {
    switch reason {
    case .invalidKey: "the key is not of this site"
    case .wrongDevice: "the key is another phone's"
    case .expiredKey: "the key has expired"
    case .cancelledKey: "the key has been cancelled"
    case .noAccess: "the lock has not heard that the guest may open it"
    case .outsideSchedule: "the lock has not heard that the guest may open it now"
    case .privacyMode: "it is shut from inside"
    case .noOfflineAccess: "the lock is cut off and does not know the guest"
    }
  }
}
