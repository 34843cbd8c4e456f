// Printed from the catalogue by scripts/print-sdk.

extension Seam.MobileSDK {
  /// The operations under `/mobile_sdk/acs`.
  public struct Acs: Sendable {
    let seam: Seam

    /// The operations under `/mobile_sdk/acs/credentials`.
    public var credentials: Credentials { Credentials(seam: seam) }
  }
}
