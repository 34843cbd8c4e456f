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
  }
}
