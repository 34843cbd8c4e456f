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
      "SELECT \(webviewColumns) FROM connect_webviews WHERE \(conditions.sql)", conditions.values, readWebview)
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
      "SELECT \(webviewColumns) FROM connect_webviews WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], readWebview)
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
    let progress = webview.progress
    try run(
      """
      INSERT INTO connect_webviews (\(webviewColumns), search_text)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, connect_webview_id) DO UPDATE SET step = excluded.step, provider = excluded.provider,
        sealed_access = excluded.sealed_access, chosen_sites = excluded.chosen_sites,
        connected_account_id = excluded.connected_account_id, authorized_at = excluded.authorized_at,
        failure = excluded.failure, sealed_authorization = excluded.sealed_authorization,
        browser_hash = excluded.browser_hash, ticket_hash = excluded.ticket_hash
      """, webview.workspaceID, webview.id, webview.sequence, webview.createdAt, webview.sealedToken,
      text(webview.wishes.json), webview.wishes.customerKey, progress.step.rawValue, progress.provider,
      progress.sealedAccess, text(.array(progress.chosenSites.map(JSON.string))), progress.accountID,
      progress.authorizedAt, progress.failure, progress.sealedAuthorization, progress.browserHash, progress.ticketHash,
      webviewSearchText(webview.id.text, webview.wishes.json))
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

private let webviewColumns = """
  workspace_id, connect_webview_id, sequence, created_at, sealed_token, wishes, customer_key, step, provider,
  sealed_access, chosen_sites, connected_account_id, authorized_at, failure,
  sealed_authorization, browser_hash, ticket_hash
  """

private func text(_ json: JSON) -> String { String(decoding: json.bytes, as: UTF8.self) }

private func readWebview(_ row: Row) throws -> ConnectWebviewRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  var webview = ConnectWebviewRecord(
    id: columns.id(), workspaceID: workspace, sequence: columns.integer(), createdAt: columns.instant(),
    sealedToken: columns.optionalBytes() ?? [], wishes: try ConnectWebviewRecord.Wishes(columns.text()))
  webview.wishes.customerKey = columns.optionalText()
  webview.progress.step = ConnectWebviewRecord.Step(rawValue: columns.text()) ?? .introduction
  webview.progress.provider = columns.optionalText()
  webview.progress.sealedAccess = columns.optionalBytes()
  webview.progress.chosenSites = texts(try? JSON.parse(columns.text().utf8))
  webview.progress.accountID = columns.optionalID()
  webview.progress.authorizedAt = columns.optionalInstant()
  webview.progress.failure = columns.optionalText()
  webview.progress.sealedAuthorization = columns.optionalBytes()
  webview.progress.browserHash = columns.optionalText()
  webview.progress.ticketHash = columns.optionalText()
  return webview
}

func texts(_ json: JSON?) -> [String] {
  guard case .array(let items)? = json else { return [] }
  return items.compactMap(\.text)
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
