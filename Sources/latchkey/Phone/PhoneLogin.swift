import ArgumentParser
import MobileKey
import Wire

struct PhoneLogin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Start a session with a client session token and fetch the key.")

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
    commandName: "keys", abstract: "List the keys. Renews a key that expires within seven days.")

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
    commandName: "renew", abstract: "Fetch a new key, even if the current one is valid.")

  @OptionGroup var options: PhoneOptions

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      guard !options.offline else { throw Problem(.usage, "renew requires the network; omit --offline") }
      let phone = try options.resumed()
      try await options.refresh(phone, renewing: true)
      try options.show(phone.credentials)
    }
  }
}

struct PhoneDeactivate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deactivate", abstract: "End the session and revoke the phone's key.")

  @OptionGroup var options: PhoneOptions
  @Flag(help: "Only log out. The key stays valid and in the folder.") var keepKey = false

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      let phone = try options.phone()
      try? phone.resume()
      guard await phone.deactivate(deintegrate: !keepKey) else {
        throw Problem(
          .unavailable,
          "the key was deleted, but Salto KS or the server could not be notified; deactivate the phone there too")
      }
      if options.json { Output.write(.object(["ok": .bool(true)])) } else { Output.write("The phone was deactivated.") }
    }
  }
}
