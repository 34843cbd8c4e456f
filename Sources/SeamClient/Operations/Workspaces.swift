// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/workspaces`.
  public struct Workspaces: Sendable {
    let seam: Seam

    /// Returns the workspace of the caller.
    public func get() async throws -> Workspace {
      try await seam.send(API.Workspaces.Get())
    }

    /// Returns the workspaces that the caller may use.
    public func list() async throws -> [Workspace] {
      try await seam.send(API.Workspaces.List())
    }

    /// Makes a workspace of the operator whose personal access token calls; an API key belongs to one already.
    ///
    /// - Parameters:
    ///   - name: Name of the workspace.
    ///   - connectPartnerName: The name that people see when they connect an account.
    ///   - isSandbox: Whether it is for trying things out.
    ///   - connectWebviewCustomization: How the page to connect an account looks.
    ///   - organizationID: The organization it belongs to; there are none here.
    @discardableResult
    public func create(
      name: String, connectPartnerName: String? = nil, isSandbox: Bool = false,
      connectWebviewCustomization: WebviewCustomizationChange? = nil, organizationID: String? = nil
    ) async throws -> Workspace {
      var request = API.Workspaces.Create()
      request.name = name
      request.connectPartnerName = connectPartnerName.map { .value($0) }
      request.isSandbox = isSandbox
      request.connectWebviewCustomization = connectWebviewCustomization
      request.organizationID = organizationID
      return try await seam.send(request)
    }

    /// Changes what is given. A suspended workspace answers on itself only until it is taken into use again.
    ///
    /// - Parameters:
    ///   - name: Name of the workspace.
    ///   - connectPartnerName: The name that people see when they connect an account.
    ///   - connectWebviewCustomization: How the page to connect an account looks.
    ///   - isPublishableKeyAuthEnabled: Whether its publishable keys are taken.
    ///   - isSuspended: Whether it is out of use. People keep their doors.
    ///   - organizationID: The organization it belongs to; there are none here.
    public func update(
      name: String? = nil, connectPartnerName: String? = nil,
      connectWebviewCustomization: WebviewCustomizationChange? = nil, isPublishableKeyAuthEnabled: Bool? = nil,
      isSuspended: Bool? = nil, organizationID: String? = nil
    ) async throws {
      var request = API.Workspaces.Update()
      request.name = name
      request.connectPartnerName = connectPartnerName
      request.connectWebviewCustomization = connectWebviewCustomization
      request.isPublishableKeyAuthEnabled = isPublishableKeyAuthEnabled
      request.isSuspended = isSuspended
      request.organizationID = organizationID
      try await seam.send(request)
    }

    /// Puts a sandbox back to how it began, doors, phones and clock included. Keys, operators and webhooks stay.
    ///
    /// - Parameters:
    ///   - waiting: How long to wait for the end; left out, as the client is configured.
    @discardableResult
    public func resetSandbox(waiting: Waiting? = nil) async throws -> ActionAttempt {
      try await seam.finished(seam.send(API.Workspaces.ResetSandbox()), waiting)
    }
  }
}
