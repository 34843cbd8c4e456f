import API
import Core
import Engine
import Store
import Wire

extension Platform {
  /// How long the response to a reset waits.
  private static var patience: Duration { .seconds(4) }

  func handleWorkspaces(_ handlers: inout Handlers) {
    handlers.on(Workspaces.Get.self) { _, caller in try await workspace(of: caller).resource }
    handlers.on(Workspaces.List.self) { _, caller in
      guard caller.kind == .tokenWithoutWorkspace, let person = caller.operatorID else {
        return [try await workspace(of: caller).resource]
      }
      return try await database.read { try $0.workspaces(of: person) }.map(\.resource)
    }
    handlers.on(Workspaces.Create.self) { request, caller, answer in
      guard let person = caller.operatorID else { throw APIError.noCredential }
      let workspace = try request.workspace(id: identifiers.next(), at: clocks.system.now())
      let made = try await write(caller, keeping: answer) { change in
        try change.transaction.save(workspace)
        try change.transaction.setRole(.administrator, of: person, in: workspace.id)
        return workspace.resource
      }
      clocks.add(workspace)
      await player.share(workspace)
      return made
    }
    handlers.on(Workspaces.Update.self) { request, caller, answer in
      try await write(caller, keeping: answer) { change in
        guard var workspace = try change.transaction.workspace(caller.workspaceID) else {
          throw APIError.notFound(.workspace, caller.workspaceID.text)
        }
        try request.apply(to: &workspace)
        try change.transaction.save(workspace)
        return Nothing()
      }
    }
    handlers.on(Workspaces.ResetSandbox.self) { _, caller, answer in try await reset(caller, answer) }
  }

  /// Returns the state of the reset after a few seconds at most. With thousands of people it takes longer.
  private func reset(_ caller: Caller, _ answer: KeptAnswer<ActionAttempt>) async throws -> ActionAttempt {
    guard try await workspace(of: caller).isSandbox else { throw APIError.workspaceNotSandbox }
    let begun = clocks.system.now()
    if player.isBesideOthers { return try await reset(caller, answer, askedFor: begun) }
    let attempt = try await write(caller, keeping: answer, as: \.resource) { try $0.begin(.resetSandbox) }
    let sandboxReset = sandboxReset
    await player.pause(caller.workspaceID, timeout: Self.patience) {
      await sandboxReset.make(attempt, askedFor: begun)
    }
    return try await standing(of: attempt)
  }

  /// Has the node that works for the sandbox reset it.
  private func reset(
    _ caller: Caller, _ answer: KeptAnswer<ActionAttempt>, askedFor begun: Instant
  ) async throws -> ActionAttempt {
    typealias Begun = (attempt: ActionAttemptRecord, request: ClockRequest)
    let (attempt, request) = try await write(
      caller, keeping: answer, as: { (begun: Begun) in begun.attempt.resource }
    ) { change -> Begun in
      let attempt = try change.begin(.resetSandbox)
      let request = try change.transaction.request(at: begun) { $0.actionAttemptID = attempt.id }
      return (attempt: attempt, request: request)
    }
    await player.wait(for: request, upTo: Self.patience)
    return try await standing(of: attempt)
  }

  func workspace(of caller: Caller) async throws -> WorkspaceRecord {
    let found = try await database.read { try $0.workspace(caller.workspaceID) }
    guard let found else { throw APIError.notFound(.workspace, caller.workspaceID.text) }
    return found
  }
}

extension Workspaces.Create {
  fileprivate func workspace(id: ID<Workspace>, at now: Instant) throws -> WorkspaceRecord {
    try refuse(organizationID)
    var workspace = WorkspaceRecord(id: id, name: name, isSandbox: isSandbox, createdAt: now, clockOffset: .zero)
    workspace.connectPartnerName = connectPartnerName?.optional ?? companyName
    // The deprecated parameters, which the customization replaced.
    workspace.customization.logoShape = logoShape.map { .known($0) }
    workspace.customization.primaryButtonColor = primaryButtonColor
    workspace.customization.primaryButtonTextColor = primaryButtonTextColor
    workspace.customization.successMessage = successMessage
    if let change = connectWebviewCustomization {
      workspace.customization = change.applied(to: workspace.customization)
    }
    try check(workspace)
    return workspace
  }
}

extension Workspaces.Update {
  fileprivate func apply(to workspace: inout WorkspaceRecord) throws {
    try refuse(organizationID)
    if let name { workspace.name = name }
    if let connectPartnerName { workspace.connectPartnerName = connectPartnerName }
    if let change = connectWebviewCustomization {
      workspace.customization = change.applied(to: workspace.customization)
    }
    if let isPublishableKeyAuthEnabled { workspace.takesPublishableKeys = isPublishableKeyAuthEnabled }
    if let isSuspended { workspace.isSuspended = isSuspended }
    try check(workspace)
  }
}

private func refuse(_ organizationID: String?) throws {
  guard organizationID == nil else {
    throw APIError.invalidInput("organization_id", "Organizations are not supported. Omit organization_id")
  }
}

/// Restricts colors to values that are safe in a style sheet.
private func check(_ workspace: WorkspaceRecord) throws {
  let customization = workspace.customization
  let colors = [
    ("primary_button_color", customization.primaryButtonColor),
    ("primary_button_text_color", customization.primaryButtonTextColor),
  ]
  for case (let name, let color?) in colors {
    let isColor = color.first == "#" && (4...7).contains(color.utf8.count) && color.dropFirst().allSatisfy(\.isHexDigit)
    guard isColor else {
      throw APIError.invalidInput(
        ["connect_webview_customization", name], "Invalid color: expected # and three to six hexadecimal digits")
    }
  }
}
