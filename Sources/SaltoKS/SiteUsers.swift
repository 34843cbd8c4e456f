import Core
import Wire

/// The calls about a site's users.
struct SiteUsers: Sendable {
  let connect: ConnectClient
  let roles: RoleDirectory
  let site: ExternalID<ProviderSite>

  private var path: String { "/v1.2/sites/\(site.text)/users" }
  private func path(_ user: ExternalID<ProviderSiteUser>) -> String { "\(path)/\(percentEncoded(user.text))" }

  /// The user takes no seat: it is created suspended, and subscribed when its stay begins.
  func create(_ profile: UserProfile) async -> Outcome {
    var body: [String: JSON]
    do { body = try await members(of: profile) } catch { return outcome(error) }
    // Salto rejects an empty e-mail address, so a missing one is omitted.
    if let emailAddress = profile.emailAddress { body["email"] = .string(emailAddress) }
    let more: [String: JSON] = [
      "alias": .string(profile.reference), "blocked": .bool(false), "use_pin": .bool(profile.mayUsePin ?? false),
      "override_privacy_mode": .bool(false), "toggle_easy_office_mode": .bool(false),
      "toggle_manual_office_mode": .bool(false), "subscription_state": .string("suspended"),
    ]
    let reply = await connect.change("POST", path, .object(body.merging(more) { $1 }))
    return outcome(reply) { answer in
      guard var user = observedUser(answer.body) else { return .unknown("the new user could not be read") }
      // A new user has no visible roles until it has settled.
      if answer.body.roleCodes.isEmpty { user.profile.mayHoldMobileKey = profile.mayHoldMobileKey }
      return .done(.user(user))
    }
  }

  func find(_ reference: String) async -> Outcome {
    let quoted = reference.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    do {
      let users = try await connect.list(
        "\(path)?$filter=\(percentEncoded("alias eq '\(quoted)'"))", read: observedUser)
      return .done(users.first { $0.profile.reference == reference }.map { .user($0) } ?? .absent)
    } catch {
      return outcome(error)
    }
  }

  func read(_ user: ExternalID<ProviderSiteUser>) async -> Outcome {
    let reply = await connect.get(path(user))
    if case .answered(let answer) = reply, answer.status == 404 { return .done(.absent) }
    return outcome(reply) { observedUser($0.body).map { .done(.user($0)) } ?? .later(.unavailable, after: nil) }
  }

  func update(_ user: ExternalID<ProviderSiteUser>, _ profile: UserProfile) async -> Outcome {
    var body: [String: JSON]
    do { body = try await members(of: profile) } catch { return outcome(error) }
    if let mayUsePin = profile.mayUsePin { body["use_pin"] = .bool(mayUsePin) }
    return await changed(user, await connect.change("PATCH", path(user), .object(body))) { observed in
      observed.profile.mayHoldMobileKey = profile.mayHoldMobileKey
    } isLeft: {
      !profile.mayHoldMobileKey && $0.profile.mayHoldMobileKey
    }
  }

  /// The rights are a flag and a role. The user's other roles are sent along unchanged.
  func setMeans(_ user: ExternalID<ProviderSiteUser>, _ change: MeansChange) async -> Outcome {
    var body: [String: JSON] = [:]
    if let pin = change.pin { body["use_pin"] = .bool(pin) }
    if let mobileKey = change.mobileKey {
      let reply = await connect.get(path(user))
      guard case .answered(let answer) = reply, answer.isSuccess else { return outcome(reply) { _ in .done(.absent) } }
      let others = answer.body.roleIDs(except: mobileRole)
      // A user without any role has not settled yet.
      if others.isEmpty { return .later(.notSettled, after: nil) }
      do {
        let own = mobileKey ? try await roles.ids(of: [mobileRole], at: site) : []
        body["role_ids"] = .array((others + own).map(JSON.string))
      } catch {
        return outcome(error)
      }
    }
    return await changed(
      user, await connect.change("PATCH", path(user), .object(body)),
      isLeft: {
        change.mobileKey == false && $0.profile.mayHoldMobileKey || change.pin == false && $0.profile.mayUsePin == true
      })
  }

  /// It is unknown whether Salto accepts an address this way. The response shows the user's actual one.
  func setEmailAddress(_ user: ExternalID<ProviderSiteUser>, _ address: String) async -> Outcome {
    await changed(user, await connect.change("PATCH", path(user), .object(["email": .string(address)])))
  }

  /// The digits are the whole response, as a JSON string or bare.
  func makePin(_ user: ExternalID<ProviderSiteUser>) async -> Outcome {
    outcome(await connect.change("PUT", path(user) + "/pin", .object([:]))) { answer in
      answer.pin.map { .done(.pin($0)) } ?? .unknown("the PIN could not be read")
    }
  }

  /// Idempotent, so after a lost response it can simply be sent again.
  func setPin(_ user: ExternalID<ProviderSiteUser>, _ pin: Pin) async -> Outcome {
    outcome(await connect.change("PUT", path(user) + "/pin/custom", .object(["pin": .string(pin.digits)]))) {
      // The response may contain the digits, as for a generated PIN.
      $0.isPlainSuccess || $0.pin == pin ? .done(.pin(pin)) : .unreadable
    }
  }

  /// An empty text removes the card.
  func setTag(_ user: ExternalID<ProviderSiteUser>, _ tag: ExternalID<ProviderTag>?) async -> Outcome {
    await changed(
      user, await connect.change("PATCH", path(user), .object(["tag_id": .string(tag?.text ?? "")])),
      isLeft: {
        tag == nil && $0.tagNumber != nil
      })
  }

  func setBlocked(_ user: ExternalID<ProviderSiteUser>, _ isBlocked: Bool) async -> Outcome {
    await changed(
      user, await connect.change("PATCH", path(user), .object(["blocked": .bool(isBlocked)])),
      isLeft: {
        isBlocked && !$0.isBlocked
      })
  }

  /// A full site refuses in one of three ways. A response that looks like success is verified by a read.
  func setSubscribed(_ user: ExternalID<ProviderSiteUser>, _ isSubscribed: Bool) async -> Outcome {
    let state = JSON.object(["state": .string(isSubscribed ? "subscribed" : "suspended")])
    let reply = await connect.change("PATCH", path(user) + "/subscription", state)
    guard isSubscribed, case .answered(let answer) = reply, !answer.isSuccess, answer.status != 404 else {
      return await changed(user, reply, isLeft: { !isSubscribed && $0.isSubscribed })
    }
    let refusal = refusal(answer)
    guard refusal.reason == .noSubscription || refusal.reason == .notAllowed else { return .refused(refusal) }
    return await .refused(whySubscriptionWasRefused(refusal))
  }

  /// A full site and an expired subscription have the same codes. The site's details tell which one it is.
  private func whySubscriptionWasRefused(_ refusal: Refusal) async -> Refusal {
    guard let body = try? connect.successful(await connect.get("/v1.2/sites/\(site.text)")),
      let observed = observedSite(body)
    else { return Refusal(.noSeat, refusal.message) }
    return Refusal(observed.isSubscriptionValid ? .noSeat : .noSubscription, refusal.message)
  }

  func delete(_ user: ExternalID<ProviderSiteUser>) async -> Outcome {
    let reply = await connect.change("DELETE", path(user), nil)
    if case .answered(let answer) = reply, answer.status == 404 { return .done(.absent) }
    return outcome(reply) { $0.isBareSuccess ? .done(.absent) : .unreadable }
  }

  /// The user after a change. If the response is incomplete, the user is read again.
  ///
  /// - Parameter isLeft: Whether a user who was read again still has what the change removes. A response may look like
  ///   success but come from another server.
  private func changed(
    _ user: ExternalID<ProviderSiteUser>, _ reply: ConnectClient.Reply,
    settle: (inout ObservedUser) -> Void = { _ in }, isLeft: (ObservedUser) -> Bool = { _ in false }
  ) async -> Outcome {
    guard case .answered(let answer) = reply, answer.isSuccess else { return outcome(reply) { _ in .done(.absent) } }
    guard answer.isPlainSuccess else { return .unreadable }
    if var observed = observedUser(answer.body) {
      guard answer.body.roleCodes.isEmpty else { return .done(.user(observed)) }
      if case .done(.user(let whole)) = await read(user), !whole.profile.reference.isEmpty {
        observed = whole
      }
      settle(&observed)
      return .done(.user(observed))
    }
    guard case .done(let observation) = await read(user) else { return .unknown("the change could not be read back") }
    if case .user(let observed) = observation, isLeft(observed) { return .unknown("the change was not made") }
    return .done(observation)
  }

  private func members(of profile: UserProfile) async throws(ProviderFault) -> [String: JSON] {
    let codes = profile.mayHoldMobileKey ? [userRole, mobileRole] : [userRole]
    let ids = try await roles.ids(of: codes, at: site)
    let name = splitName(profile.fullName)
    return [
      "first_name": .string(name.first), "last_name": .string(name.last), "role_ids": .array(ids.map(JSON.string)),
    ]
  }
}

/// The outcome of a reply for the reconciler. `read` reads a success.
func outcome(_ reply: ConnectClient.Reply, read: (ConnectAnswer) -> Outcome) -> Outcome {
  switch reply {
  case .answered(let answer): answer.isSuccess ? read(answer) : .refused(refusal(answer))
  case .later(let reason, let delay): .later(reason, after: delay)
  case .unknown(let reason): .unknown(reason)
  }
}

extension Outcome {
  /// The response to a change is not one of Salto's.
  static let unreadable = unknown("the response could not be read")
}

func outcome(_ fault: ProviderFault) -> Outcome {
  switch fault {
  case .later(let reason, let delay): .later(reason, after: delay)
  case .refused(let refusal): .refused(refusal)
  }
}
