import ArgumentParser
import Foundation
import MobileKey

struct PhoneSignIn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-in", abstract: "Sign the guest in at Salto KS by submitting its forms like a browser.",
    discussion: "For virtual sites only. At real sites the guest opens the page that `keys` prints.")

  @OptionGroup var options: PhoneOptions
  @Option(help: "The guest's e-mail address.") var email: String
  @Option(help: "The guest's password; LATCHKEY_GUEST_PASSWORD.") var password: String?
  @Option(help: "URL of the invitation, if the guest has no account yet.") var invitation: String?

  func run() async throws {
    try await reportingPhoneProblems(asJSON: options.json) {
      guard let password = setting(password, "LATCHKEY_GUEST_PASSWORD") else {
        throw Problem(.usage, "give --password, or set LATCHKEY_GUEST_PASSWORD")
      }
      let guest = FormFiller(email: email, password: password)
      if let invitation { try await guest.complete(invitation) }
      let phone = try options.resumed()
      try await options.refresh(phone)
      if let page = phone.credentials.lazy.compactMap(\.signInURL).first {
        try await guest.complete(page)
        try await options.refresh(phone)
      }
      try options.show(phone.credentials)
    }
  }
}
