package import API
package import Wire

/// The PIN of a person whom a site's staff added, at a lock.
package struct UnmanagedPin: Sendable {
  package var user: SiteUserRecord
  package var device: DeviceRecord
  /// The person's groups that contain the lock.
  package var groups: [AcsAccessGroupRecord]

  package init(user: SiteUserRecord, device: DeviceRecord, groups: [AcsAccessGroupRecord]) {
    self.user = user
    self.device = device
    self.groups = groups
  }

  package var id: ID<AccessCode> { user.accessCodeID(at: device.entrance.id) }

  /// The API resource.
  package func resource(now: Instant) -> UnmanagedAccessCode {
    var code = UnmanagedAccessCode(
      accessCodeID: id, workspaceID: user.workspaceID, deviceID: device.id, createdAt: user.createdAt)
    let times = times
    code.codeName = .value(user.shown.profile.fullName)
    code.kind = .known(times.endsAt == nil ? .ongoing : .timeBound)
    code.startsAt = Nullable(times.startsAt)
    code.endsAt = Nullable(times.endsAt)
    code.status = .known(isSet(at: now) ? .set : .unset)
    return code
  }

  private var zone: SiteZone? { SiteZone(device.system.timeZone ?? "UTC") }

  /// The dates of the groups, as far as they have a schedule. A group without one opens nothing.
  private var spans: [LocalPeriod] { groups.filter { $0.hours != .none }.map(\.span) }

  /// From the first start of a group to the last end, which is never later than that of the person.
  private var times: GrantAtSite.Times {
    let dates = zone.map { LocalPeriod.span(of: spans).times(in: $0) } ?? GrantAtSite.Times()
    return GrantAtSite.Times(
      startsAt: dates.startsAt, endsAt: [dates.endsAt, user.shown.expiresAt].compactMap(\.self).min())
  }

  private func isSet(at now: Instant) -> Bool {
    let isOver = user.shown.expiresAt.map { $0 <= now } ?? false
    guard user.shown.isSubscribed, !user.shown.isBlocked, !isOver else { return false }
    guard let zone else { return !spans.isEmpty }
    return spans.contains { $0.opens(at: now, in: zone) }
  }
}

extension SiteUserRecord {
  /// The ID of the person's PIN at a lock. Both IDs together give it, so it stays the same.
  package func accessCodeID(at entrance: ID<AcsEntrance>) -> ID<AccessCode> {
    let digits = Array("0123456789abcdef".utf8)
    let mixed = zip(id.text.utf8, entrance.text.utf8).enumerated().map { index, pair -> UInt8 in
      guard let one = digits.firstIndex(of: pair.0), let other = digits.firstIndex(of: pair.1) else { return pair.0 }
      switch index {
      case unmanagedVersion, unmanagedVariant: return unmanagedMark
      default: return digits[one ^ other]
      }
    }
    return ID(String(decoding: mixed, as: UTF8.self))
  }
}

// The version and the variant of a UUID with a meaning of its own.
private let (unmanagedVersion, unmanagedVariant) = (14, 19)
private let unmanagedMark = UInt8(ascii: "8")

extension ID<AccessCode> {
  /// Whether it can be the ID of an unmanaged code. The IDs of everything else have another version.
  package var mayBeUnmanaged: Bool {
    let characters = Array(text.utf8)
    return characters.count > unmanagedVariant && characters[unmanagedVersion] == unmanagedMark
      && characters[unmanagedVariant] == unmanagedMark
  }
}
