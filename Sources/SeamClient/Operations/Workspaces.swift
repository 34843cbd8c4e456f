// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/workspaces`.
  public struct Workspaces: Sendable {
    let seam: Seam

    /// The operations under `/workspaces/customization_profiles`.
    public var customizationProfiles: CustomizationProfiles { CustomizationProfiles(seam: seam) }

    /// Returns the workspace of the caller.
    public func get() async throws -> Workspace {
      try await seam.send(API.Workspaces.Get())
    }

    /// Returns the workspaces that the caller can use.
    public func list() async throws -> [Workspace] {
      try await seam.send(API.Workspaces.List())
    }

    /// Creates a workspace for the operator of the personal access token. API keys cannot create workspaces.
    ///
    /// - Parameters:
    ///   - name: Name of the workspace.
    ///   - connectPartnerName: Name shown to visitors who connect an account.
    ///   - isSandbox: Whether the workspace is a sandbox.
    ///   - connectWebviewCustomization: Appearance of the page on which an account is connected.
    ///   - organizationID: Not used: there are no organizations here.
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

    /// Updates the given properties. A suspended workspace can only be read and updated.
    ///
    /// - Parameters:
    ///   - name: Name of the workspace.
    ///   - connectPartnerName: Name shown to visitors who connect an account.
    ///   - connectWebviewCustomization: Appearance of the page on which an account is connected.
    ///   - isPublishableKeyAuthEnabled: Whether the workspace accepts publishable keys.
    ///   - isSuspended: Whether the workspace is suspended. Access at doors does not change.
    ///   - organizationID: Not used: there are no organizations here.
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

    /// Resets a sandbox to its initial state, including doors, phones and clock. Keys, operators and webhooks stay.
    ///
    /// - Parameters:
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func resetSandbox(waiting: Waiting? = nil) async throws -> ActionAttempt {
      try await seam.finished(seam.send(API.Workspaces.ResetSandbox()), waiting)
    }

    /// Returns whatever in the workspace has an ID.
    ///
    /// - Parameters:
    ///   - search: The ID, which is a UUID.
    public func findAnything(search: ID<FoundBatch>) async throws -> FoundBatch {
      var request = API.Workspaces.FindAnything()
      request.search = search
      return try await seam.send(request)
    }
  }
}
