import API
import Foundation
import SeamClient
import Wire

/// The options of every call: the server, the token and the output format.
struct ClientOptions {
  var isJSON = false
  var isSheet = false
  private var endpoint: String?
  private var apiKey: String?
  private var personalAccessToken: String?
  private var workspaceID: String?
  private var clientSessionToken: String?
  private var timeout: Int?
  private var caFile: String?

  /// The options for help and completion. No parameter of an operation may have one of these names.
  static let described: [(name: String, placeholder: String, doc: String)] = [
    ("--endpoint", "<url>", "URL of the server; SEAM_ENDPOINT. Required."),
    (
      "--api-key", "<key>",
      "The workspace's API key; SEAM_API_KEY. The variable is hidden from other users of the machine."
    ),
    (
      "--personal-access-token", "<token>", "A personal access token. Requires --workspace; SEAM_PERSONAL_ACCESS_TOKEN."
    ),
    ("--workspace", "<id>", "The workspace of a personal access token; SEAM_WORKSPACE_ID."),
    ("--client-session-token", "<token>", "A client session's token; SEAM_CLIENT_SESSION_TOKEN."),
    ("--ca-file", "<file>", "PEM certificates of trusted authorities, instead of the system's; SSL_CERT_FILE."),
    ("--timeout", "<seconds>", "Timeout of the call. Defaults to 30 seconds more than the operation itself waits."),
    ("--json", "", "Print responses and errors as JSON."),
    ("--csv", "", "Print a list as comma-separated values."),
    ("--json-body", "<json>", "Parameters as a JSON object, @FILE, or - for standard input. Options override them."),
    ("--null", "<name>", "Set a parameter to null: --null access-schedule."),
    ("--help", "", "Show help."),
  ]

  /// Whether the name is one of these options and takes a value.
  static func takesValue(_ name: String) -> Bool {
    [
      "--endpoint", "--api-key", "--personal-access-token", "--workspace", "--client-session-token", "--timeout",
      "--ca-file",
    ].contains(name)
  }

  mutating func set(_ name: String, to value: String) throws {
    switch name {
    case "--endpoint": endpoint = value
    case "--api-key": apiKey = value
    case "--personal-access-token": personalAccessToken = value
    case "--workspace": workspaceID = value
    case "--client-session-token": clientSessionToken = value
    case "--ca-file": caFile = value
    default:
      guard let seconds = Int(value), (1...86_400).contains(seconds) else {
        throw Problem(.usage, "\(name) must be a number of seconds from 1 to 86400, not \(value)")
      }
      timeout = seconds
    }
  }

  /// The client that makes the call.
  ///
  /// - Parameter waiting: The seconds that the operation itself may take.
  func seam(waiting: Int) throws -> Seam {
    let endpoint = try requiredEndpoint(endpoint ?? setting(nil, "SEAM_ENDPOINT") ?? setting(nil, "SEAM_API_URL"))
    let configuration = Configuration(
      timeout: .seconds(timeout ?? min(waiting, 86_400) + 30), transport: try transport(trusting: caFile))
    let given = [apiKey, personalAccessToken, clientSessionToken].compactMap { $0 }
    guard given.count < 2 else {
      throw Problem(.usage, "give only one of --api-key, --personal-access-token and --client-session-token")
    }
    if let apiKey { return Seam(apiKey: apiKey, endpoint: endpoint, configuration: configuration) }
    if let clientSessionToken {
      return Seam(clientSessionToken: clientSessionToken, endpoint: endpoint, configuration: configuration)
    }
    if let personalAccessToken {
      guard let workspaceID = setting(workspaceID, "SEAM_WORKSPACE_ID") else {
        throw Problem(.usage, "--personal-access-token requires --workspace")
      }
      return Seam(
        personalAccessToken: personalAccessToken, workspaceID: ID(workspaceID), endpoint: endpoint,
        configuration: configuration)
    }
    return Seam(endpoint: endpoint, configuration: configuration)
  }
}

/// The server's address. It has no default, since the token of one server must not be sent to another by mistake.
func requiredEndpoint(_ endpoint: String?) throws -> String {
  guard let endpoint else {
    throw Problem(
      .configuration,
      "no server given: set SEAM_ENDPOINT to its URL, such as https://keys.example.com, or give --endpoint"
    )
  }
  return endpoint
}

/// The transport of calls. It trusts the certificate authorities in the file, or those of the system.
func transport(trusting file: String?) throws -> HTTPTransport {
  guard let file else { return .shared }
  do {
    return try .trusting(authoritiesIn: file)
  } catch {
    throw Problem(.configuration, "--ca-file: \(error.reason)")
  }
}
