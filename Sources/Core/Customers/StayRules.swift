package import API
import Wire

/// How stays and people of a customer take effect.
package struct StayRules: Hashable, Sendable {
  /// The means of access, the preferred one first.
  package var accessMethods: [AccessMethod.Mode]
  package var strategy: CustomerRuleSettings.IssuanceStrategy
  package var instantKeyMaxUseCount: Int?
  package var prefersPhoneAsCode: Bool
  package var dropsSharedAddresses: Bool
  package var grantsStays: Bool
  package var grantsStaff: Bool
  package var followsTimes: Bool
  package var followsPlaces: Bool
  package var followsNamesOfPlaces: Bool
  package var followsNamesOfPeople: Bool

  /// The rules where nothing is set: a PIN, or else a mobile key, and everything follows. Staff gets no access.
  package static let standard = {
    var settings = CustomerRuleSettings()
    settings.accessMethods = [.known(.code), .known(.mobileKey)]
    settings.methodIssuanceStrategy = .known(.firstAvailable)
    settings.preferGuestPhoneLast4AsCode = false
    settings.allowSharedEmailAndPhoneAcrossUserIdentities = false
    settings.reservationCreated = true
    settings.reservationTimeUpdated = true
    settings.reservationSpacesUpdated = true
    settings.spaceNameUpdated = true
    settings.staffMemberCreated = false
    settings.userIdentityNameUpdated = true
    return settings
  }()

  /// - Parameter settings: those of a customer and of its workspace, in any completeness.
  package init(_ settings: CustomerRuleSettings) {
    let all = settings.over(Self.standard)
    accessMethods = (all.accessMethods ?? []).compactMap(\.known)
    strategy = all.methodIssuanceStrategy?.known ?? .firstAvailable
    instantKeyMaxUseCount = all.instantKeyMaxUseCount
    prefersPhoneAsCode = all.preferGuestPhoneLast4AsCode ?? false
    dropsSharedAddresses = all.allowSharedEmailAndPhoneAcrossUserIdentities ?? false
    grantsStays = all.reservationCreated ?? true
    grantsStaff = all.staffMemberCreated ?? false
    followsTimes = all.reservationTimeUpdated ?? true
    followsPlaces = all.reservationSpacesUpdated ?? true
    followsNamesOfPlaces = all.spaceNameUpdated ?? true
    followsNamesOfPeople = all.userIdentityNameUpdated ?? true
  }

  /// The means of access of a stay: for each door the first ones that it takes. Places without doors get the first ones.
  package func modes(for doors: [AcsEntranceRecord]) -> [AccessMethod.Mode] {
    if doors.isEmpty { return Array(accessMethods.prefix(count)) }
    var chosen: Set<AccessMethod.Mode> = []
    for door in doors { chosen.formUnion(accessMethods.filter { door.takes($0.credential) }.prefix(count)) }
    return accessMethods.filter(chosen.contains)
  }

  /// The means of access to add to a stay that is pushed again.
  ///
  /// - Parameters:
  ///   - requested: the means that its grant has.
  ///   - pushed: what the push before asked for. Without such a push, the means are completed for doors that take none.
  package func newModes(
    for doors: [AcsEntranceRecord], requested: [AccessMethod.Mode], pushed: [AccessMethod.Mode]?
  ) -> [AccessMethod.Mode] {
    if let pushed { return modes(for: doors).filter { !pushed.contains($0) && !requested.contains($0) } }
    let bare = doors.filter { door in !requested.contains { door.takes($0.credential) } }
    return bare.isEmpty || requested.isEmpty ? [] : modes(for: bare)
  }

  private var count: Int {
    switch strategy {
    case .firstAvailable: 1
    case .firstTwoAvailable: 2
    case .allAvailable: accessMethods.count
    }
  }

  /// The PIN to try to use: the stay's, or else the end of the person's phone number.
  package func code(of stay: CustomerStay, phoneNumber: String?) -> String? {
    if let code = stay.preferredCode, isPIN(code) { return code }
    guard prefersPhoneAsCode, let phoneNumber else { return nil }
    let digits = phoneNumber.utf8.filter(isDigit)
    return digits.count < 4 ? nil : String(decoding: digits.suffix(4), as: UTF8.self)
  }
}

/// Whether a text can be a PIN: 4 to 9 digits.
package func isPIN(_ text: String) -> Bool { (4...9).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit) }

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
