package import API
package import Core
package import Wire

/// A filter for lists of connect webviews.
package struct ConnectWebviewFilter: Sendable {
  package var ids: [ID<ConnectWebview>]?
  package var customerKey: String?
  package var notes = NotesFilter()
  package var search: String?
  package init() {}
}

extension Connection {
  package func connectWebview(
    _ id: ID<ConnectWebview>, in workspace: ID<Workspace>? = nil
  ) throws -> ConnectWebviewRecord? {
    var conditions = Conditions("connect_webview_id = ?", id)
    conditions.add("workspace_id = ?", ifPresent: workspace)
    return try first(
      "SELECT \(ConnectWebviewRecord.columns) FROM connect_webviews WHERE \(conditions.sql)", conditions.values,
      ConnectWebviewRecord.read)
  }

  package func connectWebviews(
    _ filter: ConnectWebviewFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<ConnectWebviewRecord> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.add("customer_key = ?", ifPresent: filter.customerKey)
    conditions.among(filter.ids, column: "connect_webview_id")
    conditions.search(filter.search, in: "search_text")
    let rows = try all(
      "SELECT \(ConnectWebviewRecord.columns) FROM connect_webviews WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], ConnectWebviewRecord.read)
    var found = PageOf(rows, limit: page.limit, sequence: \.sequence)
    // Custom metadata is small and free-form, so it is compared here and not in the database.
    found.rows.removeAll { !filter.notes.accepts($0.wishes.customMetadata) }
    return found
  }
}

extension Transaction {
  package func nextConnectWebviewSequence() throws -> Int {
    try nextSequence(of: "connect_webviews")
  }

  /// Stores a new or changed webview.
  package func save(_ webview: ConnectWebviewRecord) throws {
    try saveRow(webview)
  }

  /// Deletes a webview, and removes it from sessions.
  package func remove(_ webview: ConnectWebviewRecord) throws {
    for table in ["client_session_webviews", "connect_webviews"] {
      try run(
        "DELETE FROM \(table) WHERE workspace_id = ? AND connect_webview_id = ?", webview.workspaceID, webview.id)
    }
  }
}

/// The searchable text of a webview: its ID, providers, custom metadata and customer.
///
/// - Parameter wishes: the stored parameters of its creation.
func webviewSearchText(_ id: String, _ wishes: JSON?) -> String {
  var notes: [String] = []
  if case .object(let members)? = wishes?["custom_metadata"] {
    notes = members.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value.text ?? ""] }
  }
  let texts = [id, wishes?["customer_key"]?.text ?? ""] + texts(wishes?["accepted_providers"]) + notes
  return texts.map { foldedText($0) }.joined(separator: "\n")
}

extension ConnectWebviewRecord: Updatable {
  static let table = Table<ConnectWebviewRecord>("connect_webviews")

  static func row(_ column: inout some ColumnVisitor<ConnectWebviewRecord>) throws -> ConnectWebviewRecord {
    var webview = ConnectWebviewRecord(
      id: column(key: "connect_webview_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      sealedToken: column(once: "sealed_token", \.sealedToken), wishes: Wishes())
    webview.progress.step = Step(rawValue: column("step", \.progress.step.rawValue)) ?? .introduction
    webview.progress.provider = column("provider", \.progress.provider)
    webview.progress.sealedAccess = column("sealed_access", \.progress.sealedAccess)
    webview.progress.chosenSites = texts(stored: column("chosen_sites") { storedText($0.progress.chosenSites) })
    webview.progress.accountID = column("connected_account_id", \.progress.accountID)
    webview.progress.authorizedAt = column("authorized_at", \.progress.authorizedAt)
    webview.progress.failure = column("failure", \.progress.failure)
    webview.progress.sealedAuthorization = column("sealed_authorization", \.progress.sealedAuthorization)
    webview.progress.browserHash = column("browser_hash", \.progress.browserHash)
    webview.progress.ticketHash = column("ticket_hash", \.progress.ticketHash)
    column(unread: "search_text") { webviewSearchText($0.id.text, $0.wishes.json) }
    let customer = column(once: "customer_key", \.wishes.customerKey)
    webview.wishes = try Wishes(column(once: "wishes") { String(decoding: $0.wishes.json.bytes, as: UTF8.self) })
    webview.wishes.customerKey = customer
    return webview
  }
}

extension ConnectWebviewRecord.Wishes {
  fileprivate var json: JSON {
    .object([
      "accepted_providers": .array(acceptedProviders.map(JSON.string)),
      "is_any_provider_allowed": .bool(isAnyProviderAllowed),
      "accepted_capabilities": .array(acceptedCapabilities.map(JSON.string)),
      "custom_metadata": .object(customMetadata), "custom_redirect_url": customRedirectURL.map(JSON.string) ?? .null,
      "custom_redirect_failure_url": customRedirectFailureURL.map(JSON.string) ?? .null,
      "customer_key": customerKey.map(JSON.string) ?? .null,
      "automatically_manages_new_devices": .bool(automaticallyManagesNewDevices),
      "waits_for_device_creation": .bool(waitsForDeviceCreation),
      "device_selection_mode": .string(deviceSelectionMode.rawValue),
    ])
  }

  fileprivate init(_ text: String) throws {
    self.init()
    let json = try JSON.parse(text.utf8)
    acceptedProviders = texts(json["accepted_providers"])
    isAnyProviderAllowed = json["is_any_provider_allowed"] == .bool(true)
    acceptedCapabilities = texts(json["accepted_capabilities"])
    if case .object(let notes)? = json["custom_metadata"] { customMetadata = notes }
    customRedirectURL = json["custom_redirect_url"]?.text
    customRedirectFailureURL = json["custom_redirect_failure_url"]?.text
    automaticallyManagesNewDevices = json["automatically_manages_new_devices"] == .bool(true)
    waitsForDeviceCreation = json["waits_for_device_creation"] == .bool(true)
    deviceSelectionMode =
      json["device_selection_mode"]?.text.flatMap(ConnectWebview.DeviceSelectionMode.init(rawValue:)) ?? .none
  }
}
