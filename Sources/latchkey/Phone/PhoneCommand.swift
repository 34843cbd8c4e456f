import ArgumentParser
import Foundation
import MobileKey
import Wire

/// A guest's phone on the command line.
struct PhoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phone", abstract: "Simulate a guest's phone, which fetches its key and opens virtual doors.",
    discussion: """
      Each folder is one phone. After `login` and, if required, the guest's sign-in at Salto \
      KS, the phone opens doors without a network.
      """,
    subcommands: [
      PhoneLogin.self, PhoneSignIn.self, PhoneKeys.self, PhoneUnlock.self, PhoneRenew.self, PhoneDeactivate.self,
    ])
}

/// The options of every phone command.
struct PhoneOptions: ParsableArguments {
  @Option(help: "The phone's folder; LATCHKEY_PHONE. (default: latchkey-phone)") var folder: String?
  @Option(help: "URL of the server; SEAM_ENDPOINT. The phone remembers it after the login.") var endpoint: String?
  @Option(help: "PEM certificates of trusted authorities, instead of the system's; SSL_CERT_FILE.") var caFile: String?
  @Flag(help: "Do not use the network, only the stored key.") var offline = false
  @Flag(help: "Print JSON.") var json = false

  private static let endpointItem = "endpoint"

  func storage() throws -> FolderStorage {
    do {
      return try FolderStorage(setting(folder, "LATCHKEY_PHONE", standard: "latchkey-phone") ?? "latchkey-phone")
    } catch let failure as PhoneStorageFailure {
      throw Problem(.cannotWrite, "\(failure); choose another with --folder")
    }
  }

  /// The phone, without a session.
  func phone(radio: (any Radio)? = nil) throws -> SeamPhone {
    let storage = try storage()
    let known = try storage.read(Self.endpointItem).map { String(decoding: $0, as: UTF8.self) }
    let server = endpoint ?? known ?? setting(nil, "SEAM_ENDPOINT")
    var configuration = SeamConfiguration(
      endpoint: offline ? server : try requiredEndpoint(server), storage: storage, radio: radio
    ) { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
    configuration.pollingInterval = nil
    configuration.transport = try transport(trusting: caFile)
    do {
      return try SeamPhone(configuration)
    } catch let failure as PhoneStorageFailure {
      throw Problem(.data, "\(failure)")
    }
  }

  /// The phone in the session that its folder stores.
  func resumed(radio: (any Radio)? = nil) throws -> SeamPhone {
    let phone = try phone(radio: radio)
    try phone.resume()
    return phone
  }

  func remember(endpoint: String) throws { try storage().write(Array(endpoint.utf8), as: Self.endpointItem) }

  /// Checks for changes, unless the network must not be used. Offline, the phone uses its stored keys.
  func refresh(_ phone: SeamPhone, renewing: Bool = false) async throws {
    if offline { return }
    do {
      try await phone.refresh(renewingKey: renewing)
    } catch SeamPhoneError.internetConnectionRequired where phone.credentials.contains(where: \.errors.isEmpty) {
      Output.note("latchkey: the network does not respond; using the stored key")
    }
  }

  /// Prints the phone's keys. Throws a problem if the guest must act first.
  func show(_ credentials: [SeamCredential]) throws {
    if json {
      Output.write(.object(["keys": .array(credentials.map(\.json))]))
    } else if credentials.isEmpty {
      Output.write("No keys.")
    } else {
      let rows = credentials.map { credential in
        [
          AnswerLine(name: "name", value: credential.name.printable),
          AnswerLine(name: "state", value: credential.errors.first?.words ?? "ready"),
          AnswerLine(name: "opens", value: credential.location.printable),
          AnswerLine(name: "expires_at", value: credential.expiry?.description ?? ""),
          AnswerLine(name: "acs_credential_id", value: credential.id.printable),
        ]
      }
      Output.write(AnswerTable(rows, key: "").text(width: Terminal.width, isStyled: Terminal.isOutputStyled))
    }
    if let url = credentials.lazy.compactMap(\.signInURL).first { throw Problem.signIn(url) }
  }
}
