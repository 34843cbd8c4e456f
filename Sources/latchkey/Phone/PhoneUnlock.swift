import API
import ArgumentParser
import KeyExchange
import MobileKey
import Wire

struct PhoneUnlock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Hold the phone to a door.",
    discussion: "Exit codes: 0 opened, 81 refused, 82 no response from the door, 83 sign-in required, 84 no key.")

  @OptionGroup var options: PhoneOptions
  @Argument(help: "Name of the door or ID of its lock.") var door: String
  @Option(help: "Socket of the site's doors; LATCHKEY_RADIO. It is virtual_radio in the ready file.")
  var radio: String?
  @Flag(help: "Hold the phone near the door instead of on it. Only wall readers detect it then.") var near = false
  @Option(help: "Seconds to wait for the lock.") var timeout = 10

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      guard (1...86_400).contains(timeout) else {
        throw Problem(.usage, "--timeout must be a number of seconds from 1 to 86400, not \(timeout)")
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

  /// The server's data about a door that refused. Nil if the server does not respond or does not know the door. A lock
  /// itself gives no reason.
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
  /// The outcome in one word, and its reason for people.
  var words: (String, String?) {
    switch self {
    case .opened: ("opened", nil)
    case .refused(let reason): ("refused", Self.words(for: reason))
    case .failed: ("failed", "the lock failed")
    case .unanswered(let fault): ("unanswered", "\(fault)")
    case .distrusted(let fault): ("distrusted", "the lock failed to prove its identity (\(fault))")
    case .timedOut: ("timed_out", "no response in time")
    }
  }

  private static func words(for reason: LockVerdict.Reason) -> String {
    switch reason {
    case .invalidKey: "the key belongs to another site"
    case .wrongDevice: "the key belongs to another phone"
    case .expiredKey: "the key has expired"
    case .cancelledKey: "the key was canceled"
    case .noAccess: "the lock knows of no access for the guest"
    case .outsideSchedule: "the lock knows of no access for the guest at this time"
    case .privacyMode: "privacy mode is on"
    case .noOfflineAccess: "the lock is offline and does not know the guest"
    }
  }
}
