// Printed from the catalogue by scripts/print-sdk.

extension Seam {
  /// The operations under `/mobile_sdk`.
  public struct MobileSDK: Sendable {
    let seam: Seam

    /// The operations under `/mobile_sdk/phone_sessions`.
    public var phoneSessions: PhoneSessions { PhoneSessions(seam: seam) }

    /// The operations under `/mobile_sdk/acs`.
    public var acs: Acs { Acs(seam: seam) }
  }
}
