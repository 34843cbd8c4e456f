// Printed from the catalogue by scripts/print-sdk.

extension Seam {
  /// The operations under `/latchkey`.
  public struct Latchkey: Sendable {
    let seam: Seam

    /// The operations under `/latchkey/users`.
    public var users: Users { Users(seam: seam) }

    /// The operations under `/latchkey/customers`.
    public var customers: Customers { Customers(seam: seam) }

    /// The operations under `/latchkey/stays`.
    public var stays: Stays { Stays(seam: seam) }

    /// The operations under `/latchkey/iqs`.
    public var iqs: Iqs { Iqs(seam: seam) }

    /// The operations under `/latchkey/webhooks`.
    public var webhooks: Webhooks { Webhooks(seam: seam) }

    /// The operations under `/latchkey/access`.
    public var access: Access { Access(seam: seam) }

    /// The operations under `/latchkey/audit`.
    public var audit: Audit { Audit(seam: seam) }

    /// The operations under `/latchkey/people`.
    public var people: People { People(seam: seam) }

    /// The operations under `/latchkey/seats`.
    public var seats: Seats { Seats(seam: seam) }

    /// The operations under `/latchkey/schedules`.
    public var schedules: Schedules { Schedules(seam: seam) }

    /// The operations under `/latchkey/grant_settings`.
    public var grantSettings: GrantSettings { GrantSettings(seam: seam) }

    /// The operations under `/latchkey/sites`.
    public var sites: Sites { Sites(seam: seam) }

    /// The operations under `/latchkey/phones`.
    public var phones: Phones { Phones(seam: seam) }

    /// The operations under `/latchkey/operators`.
    public var operators: Operators { Operators(seam: seam) }

    /// The operations under `/latchkey/api_keys`.
    public var apiKeys: ApiKeys { ApiKeys(seam: seam) }

    /// The operations under `/latchkey/operator_sessions`.
    public var operatorSessions: OperatorSessions { OperatorSessions(seam: seam) }

    /// The operations under `/latchkey/clock`.
    public var clock: Clock { Clock(seam: seam) }

    /// The operations under `/latchkey/doors`.
    public var doors: Doors { Doors(seam: seam) }

    /// The operations under `/latchkey/activity`.
    public var activity: Activity { Activity(seam: seam) }

    /// The operations under `/latchkey/attention`.
    public var attention: Attention { Attention(seam: seam) }

    /// The operations under `/latchkey/virtual`.
    public var virtual: Virtual { Virtual(seam: seam) }

    /// The operations under `/latchkey/occupancy`.
    public var occupancy: Occupancy { Occupancy(seam: seam) }
  }
}
