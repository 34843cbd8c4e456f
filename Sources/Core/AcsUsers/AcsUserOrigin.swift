extension AcsUserRecord {
  /// Who made the user at the provider, which decides what Latchkey may do with it there.
  ///
  /// People whom others made and nobody took up are no ACS users: they are `SiteUserRecord`s, and nothing changes them.
  package enum Origin: String, Hashable, Sendable {
    /// Latchkey made it, or is about to: it changes and deletes it.
    case made
    /// Latchkey made it, forgot it and found it again by its mark. It is Latchkey's as one that it made.
    case found
    /// People of the site made it, and an operation took it up: Latchkey takes back what it added, and nothing else.
    case takenUp = "taken_up"
    /// An earlier version wrote it down, which took people of the site by their e-mail address. The alias that the next
    /// reading of the site shows tells which it is; until then it is treated as one that Latchkey made.
    case unproven

    /// Whether Latchkey made the user, so that it may suspend, rename and delete it.
    package var isOurs: Bool { self != .takenUp }
  }

  /// The rights that Latchkey gave to a user whom people of the site made, and that it may take back. Written down before
  /// the call that gives them, so that a lost answer leaves nothing behind.
  package struct Additions: Hashable, Sendable {
    /// The role that lets a phone hold a key.
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
