// Printed from the catalogue by scripts/print-sdk.

extension Seam {
  /// The operations under `/acs`.
  public struct Acs: Sendable {
    let seam: Seam

    /// The operations under `/acs/systems`.
    public var systems: Systems { Systems(seam: seam) }

    /// The operations under `/acs/users`.
    public var users: Users { Users(seam: seam) }

    /// The operations under `/acs/access_groups`.
    public var accessGroups: AccessGroups { AccessGroups(seam: seam) }

    /// The operations under `/acs/entrances`.
    public var entrances: Entrances { Entrances(seam: seam) }

    /// The operations under `/acs/credentials`.
    public var credentials: Credentials { Credentials(seam: seam) }

    /// The operations under `/acs/credential_pools`.
    public var credentialPools: CredentialPools { CredentialPools(seam: seam) }

    /// The operations under `/acs/credential_provisioning_automations`.
    public var credentialProvisioningAutomations: CredentialProvisioningAutomations {
      CredentialProvisioningAutomations(seam: seam)
    }

    /// The operations under `/acs/encoders`.
    public var encoders: Encoders { Encoders(seam: seam) }
  }
}
