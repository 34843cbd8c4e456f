import API
import Wire

/// What the page of a person shows, and what its forms change.
struct PersonFacts: Sendable {
  private static let doorMax = 25
  let person: DeskPerson
  let nextMoments: [DeskMoment]
  let pastActivities: [Activity]
  /// Nil once the site's user is deleted.
  let user: AcsUser?
  /// A page of the doors of the person's access groups and access grants.
  let doors: Page<AccessDoor>
  /// The person's access groups.
  let groups: [AcsAccessGroup]
  let credentials: [AcsCredential]
  let phones: [Phone]
  /// The access grants of the person's identity, at all sites.
  let grants: [AccessGrant]

  init(_ id: ID<AcsUser>, _ visit: ConsoleVisit) async throws {
    var history = DeskPeople.Get()
    history.acsUserID = id
    let known = try await visit.call(history)
    person = known.person
    nextMoments = known.nextMoments
    pastActivities = known.pastActivities
    let found = try await Self.user(id, visit)
    user = found
    if found == nil {
      doors = Page([], .blank)
      groups = []
      credentials = []
    } else {
      var reachable = Access.ListDoors()
      reachable.acsUserID = id
      reachable.means = .any
      reachable.limit = Self.doorMax
      reachable.pageCursor = PersonDoors.trail(visit).cursor.map { .value($0) }
      doors = try await visit.call(reachable)
      var joined = AcsAccessGroups.List()
      joined.acsUserID = id
      groups = try await visit.call(joined)
      var held = AcsCredentials.List()
      held.acsUserID = id
      credentials = try await visit.call(held).items
    }
    if let identity = known.person.userIdentityID {
      var held = Phones.List()
      held.ownerUserIdentityID = identity
      phones = try await visit.call(held)
      var given = AccessGrants.List()
      given.userIdentityID = identity
      grants = try await visit.call(given).items
    } else {
      phones = []
      grants = []
    }
  }

  /// The user at the site. Nil once it is deleted.
  private static func user(_ id: ID<AcsUser>, _ visit: ConsoleVisit) async throws -> AcsUser? {
    var request = AcsUsers.Get()
    request.user = AcsUserSelector(id)
    do { return try await visit.call(request) } catch let error as APIError where error.kind == .notFound { return nil }
  }

  var id: ID<AcsUser> { person.acsUserID }
  var name: String { person.displayName }
  /// How sentences name the person after the first time.
  var firstName: String { person.displayName.split(separator: " ").first.map { String($0) } ?? person.displayName }

  /// The credential with the person's PIN. Nil if there is none.
  var pin: AcsCredential? { credentials.first { $0.accessMethod.known == .code } }
  var cards: [AcsCredential] { credentials.filter { $0.accessMethod.known == .card } }
  /// Whether the person gets a mobile key on each phone.
  var hasMobileKey: Bool { credentials.contains { $0.accessMethod.known == .mobileKey } }

  /// The person's own stay, which belongs to no access grant. Nil if there is none.
  var ownStay: DeskPerson.Stay? { person.stays.first { $0.accessGrantID == nil } }

  /// Whether the person can be deleted: a user with access grants would be created again.
  func isDeletable(at now: Instant) -> Bool {
    user != nil && !person.stays.contains { $0.accessGrantID != nil && $0.isGoing(at: now) }
  }

  /// Whether a link can be made: the identity has an access grant with a mobile key that is not over.
  func takesLink(at now: Instant) -> Bool {
    grants.contains { grant in
      (grant.endsAt.optional.map { $0 > now } ?? true)
        && grant.requestedAccessMethods.contains { $0.mode.known == .mobileKey }
    }
  }
}

extension DeskPerson.Stay {
  /// Whether the stay is not over.
  func isGoing(at now: Instant) -> Bool { endsAt.map { $0 > now } ?? true }

  /// The end, as forms carry it. Blank for no end.
  var endText: String { endsAt?.description ?? "" }
}
