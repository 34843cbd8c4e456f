// Printed from the catalogue by scripts/print-sdk.

extension Seam {
  /// The operations under `/instant_key`.
  public struct InstantKey: Sendable {
    let seam: Seam

    /// The operations under `/instant_key/client_sessions`.
    public var clientSessions: ClientSessions { ClientSessions(seam: seam) }

    /// The operations under `/instant_key/preview`.
    public var preview: Preview { Preview(seam: seam) }
  }
}
