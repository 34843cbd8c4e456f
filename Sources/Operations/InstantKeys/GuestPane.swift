package import API
package import Core
package import Wire

/// A site as its guests know it, and whom they ask for help.
package struct GuestHouse: Hashable, Sendable {
  package var name: String
  package var phone: String?
  package var email: String?
}

/// A door on the page of a guest.
package struct GuestDoor: Hashable, Sendable {
  package enum Access: Hashable, Sendable {
    /// No access method of the stay opens the door.
    case noMeans
    /// The stay has not started.
    case early
    /// The site has not confirmed the access yet.
    case preparing
    /// The guest was suspended.
    case suspended
    /// The door opens by other means than the page.
    case ready([Means])
    /// The page itself can open it.
    case remote
  }

  /// What the guest opens a door with.
  package enum Means: Hashable, Sendable {
    case pin
    case card
    case app
  }

  package var id: String
  package var name: String
  package var access: Access
  /// Whether the lock is not connected, so that the page cannot open it.
  package var isOffline = false
}

/// The PIN on the page of a guest.
package enum GuestPin: Hashable, Sendable {
  case none
  /// The site has not confirmed it yet.
  case pending
  /// The guest did not ask for it in this browser.
  case hidden
  /// More than one if the stay is at several sites.
  case shown([String])
}

/// A stay on the page of a guest, in the local time of the site.
package struct GuestStay: Hashable, Sendable {
  package var name: String
  package var house: GuestHouse
  package var today: LocalMoment
  package var startsAt: LocalMoment
  package var endsAt: LocalMoment?
  /// Nil if it has started.
  package var startsIn: Duration?
  /// Nil if it has no end.
  package var endsIn: Duration?
  package var doors: [GuestDoor]
  package var pin: GuestPin
}

/// The result of opening a door on the page.
package enum GuestMoment: Hashable, Sendable {
  /// Why a door was not opened.
  package enum Reason: Hashable, Sendable {
    /// The guest has no access now.
    case noAccess
    /// Somebody inside has switched on privacy mode.
    case privacy
    /// The lock is not connected.
    case offline
    /// The provider cannot be reached.
    case unreachable
    /// It is unknown whether the door was opened.
    case unknown
    case tooOften
    case other
  }

  case opening(GuestDoor)
  case opened(GuestDoor)
  case shut(GuestDoor, Reason)
}

/// The content of a guest's page.
package enum GuestPane: Hashable, Sendable {
  /// The link was not used in this browser.
  case welcome
  /// Other browsers have used up the link.
  case used
  /// The stays that have not ended.
  case stays([GuestStay])
  /// All stays have ended.
  case ended(LocalMoment?)
}

/// A guest's view of a link.
package struct GuestVisit: Sendable {
  package var pane: GuestPane
  package var house: GuestHouse?
  /// The looks of the link's profile.
  package var looks: CustomizationLooks?
  /// The first name of the guest.
  package var name: String?
  /// The name of the provider, for messages.
  package var providerName: String
  package var moment: GuestMoment?
  /// The attempt to open a door that was just started.
  package var attempt: String?
  /// The token that forms must send back, so that no other site can forge them.
  package var formToken: String
  /// When the view was made, by the system's clock.
  package var statedAt: Instant
  /// Until when the browser may keep the view for offline, by the system's clock. Nil if it must not.
  package var keepUntil: Instant?
}

/// A step that a guest takes by a form.
package enum GuestStep: Hashable, Sendable {
  /// Uses the link in this browser.
  case start
  /// Gives the use back.
  case leave
  case showPin
  case hidePin
  case open(door: String)
}
