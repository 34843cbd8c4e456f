import API
package import Wire

/// Everything that is specific to a brand of locks: its names, the speed of its cloud and its one-time codes.
///
/// The brand's own target supplies the value, and the composition passes it in. No other target names a brand, except
/// by what the public API declares.
package struct Brand: Sendable {
  /// The provider's cloud, in messages.
  package var name: String
  /// The company, in messages.
  package var company: String
  /// The tool of the site's staff, in messages, such as `Acme's web app`.
  package var webApp: String
  package var kinds: BrandKinds
  /// How fast a change reaches the locks.
  package var windows: RolloutWindows
  package var settling: SettlingTimes
  /// How late an entry may appear in a site's list, with a margin.
  package var entryDelay: Duration
  /// The code of an IQ at a moment, from its secret and its PIN.
  package var oneTimeCode: @Sendable (_ secret: String, _ pin: String, _ moment: Instant) -> String

  package init(
    name: String, company: String, webApp: String, kinds: BrandKinds, windows: RolloutWindows, settling: SettlingTimes,
    entryDelay: Duration,
    oneTimeCode: @escaping @Sendable (_ secret: String, _ pin: String, _ moment: Instant) -> String
  ) {
    self.name = name
    self.company = company
    self.webApp = webApp
    self.kinds = kinds
    self.windows = windows
    self.settling = settling
    self.entryDelay = entryDelay
    self.oneTimeCode = oneTimeCode
  }
}

/// How long a brand's cloud takes until its responses can be relied on.
package struct SettlingTimes: Hashable, Sendable {
  /// How long after its creation a user may be missing from lists and refuse groups and PINs.
  package var newUser: Duration
  /// How long a deleted user may still be shown.
  package var deletedUser: Duration
  /// How long the locks may take to know a user's successor.
  package var handover: Duration

  package init(newUser: Duration, deletedUser: Duration, handover: Duration) {
    self.newUser = newUser
    self.deletedUser = deletedUser
    self.handover = handover
  }
}
