import Foundation

extension Site {
  func userJSON(_ user: User, now: Int64, _ platform: Platform) -> [String: Any] {
    let known = Role.assignable + [Role.owner]
    // A new user has no visible roles until it has settled.
    let roles = !user.isSettled(at: now) ? [] : user.roles.compactMap { code in known.first { $0.code == code }?.json }
    return [
      "id": user.id,
      "user": [
        "id": user.personID, "email": user.email ?? NSNull(), "first_name": user.firstName,
        "last_name": user.lastName, "image_url": NSNull(), "tag_number": user.tagNumber ?? NSNull(),
        "is_managed_by_current_site": true, "has_profile": platform.hasProfile(user),
      ],
      "roles": roles, "alias": user.alias ?? NSNull(), "blocked": user.blocked.value,
      "subscription_state": user.subscribed.value ? "subscribed" : "suspended", "use_pin": user.usePin.value,
      "remote_access": false, "toggle_easy_office_mode": false, "toggle_manual_office_mode": false,
      "override_privacy_mode": user.overridePrivacyMode, "tag_owned_by_this_site": false,
      "data_removal_expires_at": NSNull(), "expires_at": user.expiresAt.map(Moment.text) ?? NSNull(),
    ]
  }

  /// The user with a site user ID. The person's ID is a different one and finds nobody.
  func user(_ call: Call) throws -> User {
    guard let user = users[call.ids[1]] else { throw ConnectRefusal.notFound("User") }
    if let deletedAt = user.deletedAt {
      let isStillShown = call.now < Moment.after(deletedAt, seconds: call.settings.deletionSeconds)
      guard isStillShown, call.method == "GET" else { throw ConnectRefusal.notFound("User") }
    }
    return user
  }

  func listUsers(_ call: Call, _ platform: Platform) throws -> Reply {
    let filter = try ODataFilter.parsed(
      call.query["$filter"], fields: ["alias", "user/email", "user/first_name", "user/last_name"])
    let candidates: [String] =
      switch filter {
      case .equals("alias", let value)?: Array(usersByAlias[value] ?? [])
      case .equals("user/email", let value)?: Array(usersByEmail[value.lowercased()] ?? [])
      default: userOrder
      }
    // Stops after one page, so that a page does not cost a scan of thousands of users.
    let isCounted = call.query["$inlinecount"] == "allpages" || call.settings.bareArrays
    let enough = isCounted ? Int.max : try call.window().lowerBound + 101
    var shown: [User] = []
    for user in candidates.lazy.compactMap({ users[$0] }) {
      if shown.count >= enough { break }
      let isShown =
        user.deletedAt == nil && user.isSettled(at: call.now)
        && (filter?.accepts { field in
          [
            "alias": user.alias, "user/email": user.email, "user/first_name": user.firstName,
            "user/last_name": user.lastName,
          ][field] ?? nil
        } ?? true)
      if isShown { shown.append(user) }
    }
    return try call.page(shown) { userJSON($0, now: call.now, platform) }
  }

  mutating func createUser(_ call: Call, _ platform: inout Platform) throws -> Reply {
    guard let firstName = call.text("first_name"), let lastName = call.text("last_name"),
      !(firstName + lastName).isEmpty
    else { throw ConnectRefusal.invalidValue("The first_name and last_name fields are required.") }
    let email = call.text("email")
    if let email, !email.contains("@") { throw ConnectRefusal.invalidValue("Email '\(email)' is not valid") }
    let roles = try call.texts("role_ids").map { id in
      guard let role = Role.assignable.first(where: { $0.id == id }) else { throw ConnectRefusal.notFound("Role") }
      return role.code
    }
    if let state = call.text("subscription_state"), state != "subscribed", state != "suspended" {
      throw ConnectRefusal.invalidValue("The subscription_state is not valid")
    }
    if let email { try refuseTaken(email) }
    // By default a user takes a seat if one is free. Otherwise the user is silently created without one.
    let takesSeat = call.text("subscription_state") != "suspended" && !isFull
    var user = newUser(call, roles: roles, takesSeat: takesSeat, &platform)
    user.firstName = firstName
    user.lastName = lastName
    user.email = email
    user.alias = call.text("alias")
    user.usePin = Timeline(call.flag("use_pin") ?? false, at: call.now)
    user.overridePrivacyMode = call.flag("override_privacy_mode") ?? false
    user.blocked = Timeline(call.flag("blocked") ?? false, at: call.now)
    put(user)
    if let email { invite(email, user, call, &platform) }
    return .object(userJSON(user, now: call.now, platform), status: 201, effect: "user_created", userID: user.id)
  }

  mutating func createGuest(_ call: Call, _ platform: inout Platform) throws -> Reply {
    guard let alias = call.text("alias"), !alias.isEmpty else {
      throw ConnectRefusal.invalidValue("The alias field is required.")
    }
    var user = newUser(call, roles: ["site_guest"], takesSeat: !isFull, &platform)
    user.firstName = alias
    user.alias = alias
    user.expiresAt = call.text("expires_at").flatMap(Moment.parsed)
    put(user)
    return .object(userJSON(user, now: call.now, platform), status: 201, effect: "guest_created", userID: user.id)
  }

  /// Sends an invitation to create an account.
  private func invite(_ email: String, _ user: User, _ call: Call, _ platform: inout Platform) {
    platform.put(
      Invitation(
        id: platform.newID(), at: call.now, email: email, personID: user.personID, token: platform.newID(),
        siteID: id))
  }

  /// A person with an account is the same person at every site and for every stay.
  private func knownPerson(_ call: Call, _ platform: Platform) -> String? {
    guard let person = call.text("email").flatMap({ platform.profiles[$0.lowercased()] })?.personID else { return nil }
    return member(person) == nil ? person : nil
  }

  /// An address belongs to one user per site.
  private func refuseTaken(_ email: String, except own: User? = nil) throws {
    let holders = usersByEmail[email.lowercased()] ?? []
    if holders.contains(where: { $0 != own?.id && users[$0]?.deletedAt == nil }) {
      throw ConnectRefusal.invalidValue("Email is used by another user of the site")
    }
  }

  /// Changes a user's e-mail address, if the setting allows that. A person with an account can only do so themselves.
  private func change(_ email: String, of user: inout User, _ call: Call, _ platform: inout Platform) throws {
    guard email.contains("@") else { throw ConnectRefusal.invalidValue("Email '\(email)' is not valid") }
    if email == user.email { return }
    switch platform.settings.emailByPatch ?? .taken {
    case .ignored: return
    case .refused: throw ConnectRefusal.invalidValue("Email cannot be changed")
    case .taken: break
    }
    if platform.hasProfile(user) { throw ConnectRefusal.notAllowed("The user's email is managed by the user") }
    try refuseTaken(email, except: user)
    invite(email, user, call, &platform)
    user.email = email
  }

  private func newUser(_ call: Call, roles: [String], takesSeat: Bool, _ platform: inout Platform) -> User {
    let settling = Int64(platform.settings.settlingSeconds) * 1_000_000
    let delay = settling == 0 ? 0 : 1 + Int64(platform.number() % UInt64(settling))
    let settledAt = (call.now + delay).clamped(to: Bounds.moments)
    platform.wake(at: settledAt)
    return User(
      id: platform.newID(), personID: knownPerson(call, platform) ?? platform.newID(), firstName: "", lastName: "",
      roles: roles,
      createdAt: call.now,
      settledAt: settledAt, blocked: Timeline(false, at: call.now), subscribed: Timeline(takesSeat, at: call.now),
      exists: Timeline(true, at: call.now))
  }

  mutating func updateUser(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var user = try user(call)
    let before = userJSON(user, now: .max, platform)
    if let name = call.text("first_name") { user.firstName = name }
    if let name = call.text("last_name") { user.lastName = name }
    if let alias = call.text("alias") { user.alias = alias }
    if let usePin = call.flag("use_pin") { user.usePin.set(usePin, at: call.now) }
    if let override = call.flag("override_privacy_mode") { user.overridePrivacyMode = override }
    if let email = call.text("email") { try change(email, of: &user, call, &platform) }
    if call.body["role_ids"] != nil {
      user.roles = try call.texts("role_ids").map { id in
        guard let role = Role.assignable.first(where: { $0.id == id }) else { throw ConnectRefusal.notFound("Role") }
        return role.code
      }
      if !user.roles.contains("site_mobile_user") { platform.cancelKeys(of: user.personID, at: call.now) }
    }
    if let tag = call.text("tag_id") { try give(tag, to: &user, call) }
    let wasBlocked = user.blocked.value
    if let blocked = call.flag("blocked") { user.blocked.set(blocked, at: call.now) }
    put(user)
    let isSame = NSDictionary(dictionary: before).isEqual(to: userJSON(user, now: .max, platform))
    let blocking = user.blocked.value ? "blocked" : "unblocked"
    let effect = isSame ? nil : user.blocked.value != wasBlocked ? blocking : "user_updated"
    return .object(userJSON(user, now: call.now, platform), effect: effect, userID: user.id)
  }

  mutating func setSubscription(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var user = try user(call)
    guard let state = call.text("state"), state == "subscribed" || state == "suspended" else {
      throw ConnectRefusal.invalidValue("The state field is not valid")
    }
    let wanted = state == "subscribed"
    if wanted == user.subscribed.value { return .object(userJSON(user, now: call.now, platform), userID: user.id) }
    if wanted, !details.isSubscriptionValid { throw ConnectRefusal.noSubscription }
    if wanted, isFull {
      switch platform.settings.fullSiteAnswer {
      case .silent: return .object(userJSON(user, now: call.now, platform), userID: user.id)
      case .forbidden: throw ConnectRefusal.noSubscription
      case .badRequest: throw ConnectRefusal(status: 400, code: "2203", message: "The operation is not allowed")
      }
    }
    // No lock knows a PIN without digits.
    if wanted, platform.settings.pinsDieOnSubscribing == true, let pin = user.pins.last,
      !user.subscribed.value(at: pin.at)
    {
      user.pins.append(Pin(digits: "", at: call.now))
    }
    user.subscribed.set(wanted, at: call.now)
    put(user)
    platform.wake(after: platform.settings.rolloutSubscriptionSeconds, from: call.now)
    return .object(
      userJSON(user, now: call.now, platform), effect: wanted ? "subscribed" : "suspended", userID: user.id)
  }

  mutating func deleteUser(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var user = try user(call)
    guard user.personID != call.personID else { throw ConnectRefusal.notAllowed("The user may not delete itself") }
    user.deletedAt = call.now
    user.exists.set(false, at: call.now)
    put(user)
    platform.cancelKeys(of: user.personID, at: call.now)
    for group in groupsOfPerson[user.personID] ?? [] {
      guard var member = members[group]?[user.personID], member.isIn.value else { continue }
      member.isIn.set(false, at: call.now)
      put(member)
    }
    platform.wake(at: Moment.after(call.now, seconds: platform.settings.deletionSeconds))
    platform.wake(after: platform.settings.rolloutDeleteSeconds, from: call.now)
    return Reply(status: 202, effect: "user_deleted", userID: user.id)
  }
}

extension Platform {
  /// Whether the user's own person has an account. Another person with the same address does not count.
  fileprivate func hasProfile(_ user: User) -> Bool { signedUpPeople.contains(user.personID) }
}
