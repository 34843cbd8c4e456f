import API
import Core
import Engine
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Operations
import Store
import Wire

/// The health of the server, for monitoring.
///
/// The status reports only on this process: 503 if it is not healthy. Problems of a site or an
/// account are in the details, for callers who run the workspace.
struct Health: Sendable {
  /// The viewer, who decides which sites are reported.
  enum Viewer: Sendable {
    case anybody
    case workspace(ID<Workspace>)
    /// The holder of the metrics token, who can see all workspaces.
    case watchman
  }

  /// The requested check.
  enum Kind { case full, ready, live }

  let watch: ProcessWatch
  let database: Database
  let reconciler: Reconciler
  let clock: SystemClock
  let logger: Logger

  /// - Parameter viewer: the viewer, evaluated only if needed.
  func response(to kind: Kind, viewer: () async -> Viewer) async -> Response {
    let faults = watch.faults
    switch kind {
    case .live: return Self.response(.object(["ok": .bool(true)]), isOK: true)
    case .ready:
      let problems = faults.map { JSON.string($0.description) }
      return Self.response(.object(["ok": .bool(faults.isEmpty), "problems": .array(problems)]), isOK: faults.isEmpty)
    case .full:
      // Without a response from the database, the details are not read.
      let sites = faults.contains(.databaseIsSilent) ? [] : await details(for: await viewer())
      return Self.response(
        .object([
          "ok": .bool(faults.isEmpty), "msg": .string("Latchkey is running."),
          "last_service_evaluation_at": .string(clock.now().description),
          "service_health_statuses": .array(Self.services(faults) + sites),
        ]), isOK: faults.isEmpty)
    }
  }

  private static func services(_ faults: [ProcessWatch.Fault]) -> [JSON] {
    func service(_ name: String, _ own: [ProcessWatch.Fault], _ description: String) -> JSON {
      let fault = faults.first(where: own.contains)
      return status(name, fault == nil ? "healthy" : "down", fault?.description ?? description)
    }
    return [
      service("database", [.databaseIsSilent, .databaseTakesNoWrites], "Responding."),
      service("disk", [.diskIsFull], "Enough space."),
      service("server", [.isStopping, .isJoining], "Accepting requests."),
    ]
  }

  private func details(for viewer: Viewer) async -> [JSON] {
    let workspace: ID<Workspace>?
    switch viewer {
    case .anybody: return []
    case .workspace(let own): workspace = own
    case .watchman: workspace = nil
    }
    let accounts: [ID<ConnectedAccount>]
    let sites: [SiteCondition]
    do {
      (accounts, sites) = try await database.read { connection in
        (try connection.accountsBeingImported(in: workspace), try connection.siteConditions(in: workspace))
      }
    } catch {
      logger.warning("The health of the sites could not be read", metadata: ["error": "\(error)"])
      return []
    }
    return accounts.map { Self.status("connected_account \($0)", "degraded", Self.firstImport) }
      + sites.map { site in
        let failure = reconciler.failure(at: site.acsSystemID)
        let description = site.description(failure, database.brand)
        return Self.status("acs_system \(site.acsSystemID)", site.status(failure), description)
      }
  }

  fileprivate static let firstImport = "The first import is in progress."

  private static func status(_ service: String, _ status: String, _ description: String) -> JSON {
    .object(["service": .string(service), "status": .string(status), "description": .string(description)])
  }

  private static func response(_ body: JSON, isOK: Bool) -> Response {
    Response(
      status: isOK ? .ok : .serviceUnavailable,
      headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: body.bytes)))
  }
}

extension ProcessWatch.Fault: CustomStringConvertible {
  var description: String {
    switch self {
    case .databaseIsSilent: "The database does not respond."
    case .databaseTakesNoWrites: "The database is not writable. See the server's log."
    case .diskIsFull: "The disk is full."
    case .isJoining: "The server has not joined the other servers of its database yet."
    case .isStopping: "The server is stopping."
    }
  }
}

extension SiteCondition {
  /// The state in one word, as in the metrics.
  var word: String { accountFault ?? fault?.rawValue ?? (isBeingImported ? "importing" : "healthy") }

  /// - Parameter failure: the kinds of call that have been failing for too long.
  fileprivate func status(_ failure: CallFailure?) -> String {
    if accountFault != nil || fault?.isDisconnection ?? false { return "down" }
    return fault == nil && failure == nil && !isBeingImported ? "healthy" : "degraded"
  }

  fileprivate func description(_ failure: CallFailure?, _ brand: Brand) -> String {
    let state: String?
    switch word {
    case "healthy": state = failure == nil ? "In sync." : nil
    case "importing": state = Health.firstImport
    default: state = "Problem: \(word)."
    }
    return [state, failure?.message(brand)].compactMap(\.self).joined(separator: " ")
  }
}
