import ArgumentParser
import MobileKey
import Wire

struct PhoneLogin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Begin a session with a client session token, and fetch the key.")

  @OptionGroup var options: PhoneOptions
  @Argument(help: "The client session token; SEAM_CLIENT_SESSION_TOKEN.") var token: String?

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      guard let token = setting(token, "SEAM_CLIENT_SESSION_TOKEN") else {
        throw Problem(.usage, "give the client session token, or set SEAM_CLIENT_SESSION_TOKEN")
      }
      let phone = try options.phone()
      try phone.initialize(clientSessionToken: token)
      if let endpoint = setting(options.endpoint, "SEAM_ENDPOINT") { try options.remember(endpoint: endpoint) }
      try await options.refresh(phone)
      try options.show(phone.credentials)
    }
  }
}

struct PhoneKeys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List the keys; a key that runs out within seven days is renewed.")

  @OptionGroup var options: PhoneOptions

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      let phone = try options.resumed()
      try await options.refresh(phone)
      try options.show(phone.credentials)
    }
  }
}

struct PhoneRenew: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew", abstract: "Fetch a new key, whatever the one at hand is worth.")

  @OptionGroup var options: PhoneOptions

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      guard !options.offline else { throw Problem(.usage, "a key comes over the network: leave out --offline") }
      let phone = try options.resumed()
      try await options.refresh(phone, renewing: true)
      try options.show(phone.credentials)
    }
  }
}

struct PhoneDeactivate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deactivate", abstract: "End the session, and the phone's key with it.")

  @OptionGroup var options: PhoneOptions
  @Flag(help: "Log out only; the key stays with Salto KS and in the folder.") var keepKey = false

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      let phone = try options.phone()
      try? phone.resume()
      guard await phone.deactivate(deintegrate: !keepKey) else {
        throw Problem(
          .unavailable, "the key is gone, but Salto KS or the server was not told; deactivate the phone there too")
      }
      if options.json { Output.write(.object(["ok": .bool(true)])) } else { Output.write("The phone is deactivated.") }
    }
  }
}
