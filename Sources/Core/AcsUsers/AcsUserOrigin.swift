extension AcsUserRecord {
  /// The creator of the user at the provider, which decides what Latchkey may do with it there.
  ///
  /// Unmanaged people are not ACS users. They are `SiteUserRecord`s, and Latchkey never changes them.
  package enum Origin: String, Hashable, Sendable {
    /// Latchkey created it or is about to. Latchkey updates and deletes it.
    case made
    /// Latchkey created it, lost its record and recovered it by its mark. It is treated as created by Latchkey.
    case found
    /// The site's staff created it, and an operation took it up. Latchkey removes only what it added.
    case takenUp = "taken_up"
    /// An earlier version recorded it. That version matched site users by their e-mail address. The alias in the next
    /// sync shows who created the user. Until then it is treated as created by Latchkey.
    case unproven

    /// Whether Latchkey created the user, and so may suspend, rename and delete it.
    package var isOurs: Bool { self != .takenUp }
  }

  /// The rights that Latchkey gave to a user created by the site's staff, and that it may revoke. They are stored
  /// before the call that gives them, so that none remain after a lost response.
  package struct Additions: Hashable, Sendable {
    /// The role that permits phones to have a key.
    package var mobileKey = false
    /// The right to use a PIN.
    package var pin = false
    /// The card.
    package var tag = false

    package init(mobileKey: Bool = false, pin: Bool = false, tag: Bool = false) {
      self.mobileKey = mobileKey
      self.pin = pin
      self.tag = tag
    }
  }
}
