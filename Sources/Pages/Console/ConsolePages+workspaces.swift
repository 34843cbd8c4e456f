import API
import Core
import HTTPTypes
import Hummingbird
import Operations
import Wire

/// The page that creates a workspace, the first page of an operator without one.
extension ConsolePages {
  func newWorkspace(
    _ visitor: PageRequest, isForm: Bool, _ address: ConsoleAddress, _ frame: ConsoleFrame
  ) async throws -> Response {
    guard let session = try await session(of: visitor) else {
      return try ended(visitor, address, isForm: isForm, frame)
    }
    try visitor.room.count(session.record.id)
    let form = isForm ? try await form(visitor, of: session, upTo: ConsoleSections.formMax) : nil
    return try await visitor.room.workSignedIn {
      guard let form else { return try await newWorkspacePage(session, visitor, frame) }
      let sent = try await submissions.once(form, to: address.text, of: session.record.id) {
        await outcome(for: visitor) { .seeOther(try await create(form, session, visitor)) }
      }
      switch sent {
      case .success(.seeOther(let place)?): return seeOther(place)
      case .success: return try missing(frame)
      case .failure(let error) where error.status == 400:
        return try await newWorkspacePage(session, visitor, frame, form, ConsoleFaults(error))
      case .failure(let error): throw error
      }
    }
  }

  /// Creates a workspace.
  ///
  /// - Returns: its address.
  private func create(_ form: FormFields, _ session: ConsoleSession, _ visitor: PageRequest) async throws -> String {
    let caller = try await signIn.caller(of: session.record, from: visitor.sender, requestID: visitor.id)
    var request = Workspaces.Create()
    request.name = form["name"] ?? ""
    request.isSandbox = form["kind"] != "production"
    let workspace = try await handlers.call(request, by: caller)
    return "\(ConsoleAddress.home)/\(percentEncoded(workspace.workspaceID.text))"
  }

  private func newWorkspacePage(
    _ session: ConsoleSession, _ visitor: PageRequest, _ frame: ConsoleFrame, _ form: FormFields? = nil,
    _ faults: ConsoleFaults = .none
  ) async throws -> Response {
    let isFirst = try await workspaces(of: session, visitor).isEmpty
    let heading = isFirst ? "Welcome to Latchkey" : "New workspace"
    let isProduction = form?["kind"] == "production"
    let kinds = [
      ConsoleChoice(
        "sandbox", "Sandbox", isChosen: !isProduction,
        detail: "Virtual doors, phones and a clock you can move. To try things and to build an integration."),
      ConsoleChoice("production", "Production", isChosen: isProduction, detail: "Real doors and people."),
    ]
    let fields = [
      ConsoleField("name", "Name", value: form?["name"], isRequired: true, faults: faults, autocomplete: "off"),
      ConsoleField("kind", "What it is for", .radios(kinds), faults: faults),
    ]
    return try frame.alone(
      "new-workspace", title: heading,
      ["heading": heading, "fields": fields.map(\.context), "formToken": session.formToken],
      notices: faults.isEmpty ? [] : [faults.notice], status: faults.isEmpty ? .ok : .unprocessableContent)
  }
}
