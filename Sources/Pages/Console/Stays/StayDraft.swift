import API
import Core
import Operations
import Wire

/// A new stay as the form has it.
struct StayDraft: Sendable {
  /// The number of phones that can use a link.
  private static let phoneCount = 2
  private static let spaceMax = 100
  static let doorMax = 100

  /// The text by which a known person is searched.
  var search = ""
  /// The identity of a known person. Empty for a new one.
  var person = ""
  var name = ""
  var email = ""
  var phone = ""
  var reservation = ""
  /// A part of the name of other spaces and doors to choose from.
  var spaceSearch = ""
  var doorSearch = ""
  /// Where the doors that a search finds begin, if more than the first ones were asked for.
  var doorCursor = ""
  var spaces: [String] = []
  var doors: [String] = []
  var site = ""
  var from = ""
  var until = ""
  var hasNoEnd = false
  var modes: [AccessMethod.Mode] = [.mobileKey, .code]
  /// When the empty form was shown, which tells two equal stays from one that was sent twice.
  var shownAt = ""

  /// The form as it is first shown: from today's usual arrival to tomorrow's usual departure. The address may name a
  /// person, a space or a search.
  init(prefilled visit: ConsoleVisit) async throws {
    search = visit.query["q"] ?? ""
    person = visit.query["person"] ?? ""
    spaces = visit.query.all("space")
    site = visit.query["site"] ?? ""
    shownAt = visit.now.description
    let times = visit.times(visit.site(ID(site)))
    let usual = try await Self.usualTimes(of: spaces.first, visit)
    from = "\(times.date(visit.now))T\(usual.checkIn)"
    until = "\(times.tomorrow)T\(usual.checkOut)"
  }

  /// When guests arrive and depart, by the space's own times or else those of most hotels.
  private static func usualTimes(
    of space: String?, _ visit: ConsoleVisit
  ) async throws -> (checkIn: String, checkOut: String) {
    var data: SpaceCustomerData?
    if let space {
      var get = Spaces.Get()
      get.spaceID = ID(space)
      do { data = try await visit.call(get).customerData } catch let error as APIError where error.kind == .notFound {
        data = nil
      }
    }
    func time(_ text: Nullable<String>?, _ other: String) -> String {
      text?.optional.map { String($0.prefix(5)) } ?? other
    }
    return (time(data?.defaultCheckinTime, "15:00"), time(data?.defaultCheckoutTime, "11:00"))
  }

  /// What an operator typed.
  init(typed visit: ConsoleVisit) {
    let form = visit.form
    func text(_ name: String) -> String { (form[name] ?? "").trimmed }
    search = text("q")
    person = text("person")
    name = text("name")
    email = text("email")
    phone = text("phone")
    reservation = text("reservation")
    spaceSearch = text("space_name")
    doorSearch = text("door_name")
    doorCursor = form.step == "more_doors" ? text("door_cursor") : ""
    spaces = form.all("space").filter { !$0.isEmpty }
    doors = form.all("door").filter { !$0.isEmpty }
    site = text("site")
    from = text("from")
    until = text("until")
    hasNoEnd = form["no_end"] == "on"
    modes = form.all("way").compactMap { AccessMethod.Mode(rawValue: $0) }
    shownAt = text("shown_at")
  }

  /// The draft as hidden fields.
  var values: [(name: String, value: String)] {
    var values: [(name: String, value: String)] = [
      (name: "q", value: search), (name: "person", value: person), (name: "name", value: name),
      (name: "email", value: email), (name: "phone", value: phone), (name: "reservation", value: reservation),
      (name: "site", value: site), (name: "from", value: from), (name: "until", value: until),
      (name: "shown_at", value: shownAt),
    ]
    values += spaces.map { (name: "space", value: $0) }
    values += doors.map { (name: "door", value: $0) }
    values += modes.map { (name: "way", value: $0.rawValue) }
    if hasNoEnd { values.append((name: "no_end", value: "on")) }
    return values
  }

  /// What is wrong if more spaces or doors are chosen than the form takes.
  var choiceFaults: ConsoleFaults {
    var faults = ConsoleFaults.none
    if spaces.count > Self.spaceMax { faults.add("space", "Choose at most \(Self.spaceMax) spaces.") }
    if doors.count > Self.doorMax {
      faults.add("door", "Choose at most \(Self.doorMax) single doors, or a space that has them.")
    }
    return faults
  }

  func start(in zone: String) -> TypedTime { TypedTime(from, in: zone, isEnd: false) }
  func end(in zone: String) -> TypedTime { TypedTime(until, in: zone, isEnd: true) }

  /// What the form asks for, or what is wrong with it.
  ///
  /// - Parameter zone: the IANA name of the zone of its times.
  func request(in zone: String, by visit: ConsoleVisit) -> (request: AccessGrants.Create, faults: ConsoleFaults) {
    var (request, faults) = (AccessGrants.Create(), choiceFaults)
    if person.isEmpty {
      if name.isEmpty { faults.add("name", "Give the guest’s name, or choose a person.") }
      var guest = AccessGrants.Person()
      guest.fullName = .value(name)
      if !email.isEmpty { guest.emailAddress = .value(email) }
      if !phone.isEmpty { guest.phoneNumber = .value(phone) }
      request.userIdentity = guest
    } else {
      request.userIdentityID = ID(person)
    }
    if spaces.isEmpty, doors.isEmpty { faults.add("space", "Choose at least one space or door.") }
    request.spaceIDs = spaces.map { ID($0) }
    request.acsEntranceIDs = doors.map { ID($0) }
    addTimes(in: zone, now: visit.now, to: &request, &faults)
    if modes.isEmpty { faults.add("way", "Choose at least one way to open.") }
    request.requestedAccessMethods = modes.map { mode in
      var method = AccessGrants.MethodRequest()
      method.mode = mode
      if mode == .mobileKey { method.instantKeyMaxUseCount = Self.phoneCount }
      return method
    }
    request.accessGrantKey = key(by: visit)
    return (request, faults)
  }

  private func addTimes(
    in zone: String, now: Instant, to request: inout AccessGrants.Create, _ faults: inout ConsoleFaults
  ) {
    let (start, end) = (start(in: zone), end(in: zone))
    if let fault = start.fault { faults.add("from", fault) }
    request.startsAt = start.instant
    if hasNoEnd { return }
    if let fault = end.fault { faults.add("until", fault) }
    request.endsAt = end.instant.map { .value($0) }
    guard let last = end.instant else { return }
    if let first = start.instant, last <= first {
      faults.add("until", "The stay must end after it begins.")
    } else if last <= now {
      faults.add("until", "The stay must end in the future.")
    }
  }

  // MARK: The key

  private static let keyStart = "console-"

  /// The reservation, or else a key that is the same whenever the same form is sent again, so that a second click adds no
  /// second stay.
  private func key(by visit: ConsoleVisit) -> String {
    if !reservation.isEmpty { return reservation }
    let parts = [visit.operatorID.text] + values.flatMap { [$0.name, $0.value] }
    return "\(Self.keyStart)\(sha256Text(parts.joined(separator: "\n")).prefix(32))"
  }

  /// A grant's key that people know. Nil for one that the form made.
  static func shownKey(_ key: String?) -> String? {
    key.flatMap { $0.hasPrefix(keyStart) ? nil : $0 }
  }
}
