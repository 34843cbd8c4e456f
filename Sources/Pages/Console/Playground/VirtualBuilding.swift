import Wire

/// The locks, IQs and faults of the virtual cloud.
struct VirtualBuilding: Sendable {
  /// The connection of an IQ.
  enum Connection: String, CaseIterable, Sendable {
    case online
    case noInternet = "no_internet"
    case off
  }

  struct Lock: Sendable {
    let id: String
    let name: String
  }

  struct IQ: Sendable {
    let id: String
    let name: String
    let zone: String
    let connection: Connection?
  }

  struct Site: Sendable {
    let id: String
    let name: String
    let areSeatsTaken: Bool
    let locks: [Lock]
    let iqs: [IQ]
  }

  let sites: [Site]
  private let faults: [JSON]

  init(_ json: JSON) {
    sites = json["sites"].elements.map { site in
      Site(
        id: site["id"]?.text ?? "", name: site["name"]?.text ?? "",
        areSeatsTaken: site["seats_taken"] == .bool(true),
        locks: site["locks"].elements.map { Lock(id: $0["id"]?.text ?? "", name: $0["name"]?.text ?? "") },
        iqs: site["iqs"].elements.map { iq in
          IQ(
            id: iq["id"]?.text ?? "", name: iq["name"]?.text ?? "", zone: iq["time_zone"]?.text ?? "",
            connection: iq["state"]?.text.flatMap { Connection(rawValue: $0) })
        })
    }
    faults = json["faults"].elements
  }

  /// Whether others take the free seats of every site.
  var areSeatsTaken: Bool { !sites.isEmpty && sites.allSatisfy(\.areSeatsTaken) }

  func isOn(_ fault: VirtualFault) -> Bool { faults.contains { fault.isIn($0) } }

  /// The faults after one was switched. Others stay, also those that only some calls have.
  func faults(with fault: VirtualFault, isOn: Bool) -> [JSON] {
    faults.filter { !fault.isIn($0) } + (isOn ? [fault.json] : [])
  }
}

/// A fault that the playground can switch for all calls.
enum VirtualFault: String, CaseIterable, Sendable {
  case unreachable, latency, throttled
  case errorBefore = "error_before"
  case lostAnswer = "lost_answer"

  /// The fault as the control takes it.
  var json: JSON {
    var members: [String: JSON] = ["kind": .string(rawValue)]
    switch self {
    case .latency: members["latency_ms"] = .int(2000)
    case .errorBefore: members["status"] = .int(503)
    case .unreachable, .throttled, .lostAnswer: break
    }
    return .object(members)
  }

  /// Whether an entry of the control's list is this fault.
  func isIn(_ entry: JSON) -> Bool {
    let isForAllCalls = entry["match"].map { $0 == .null } ?? true
    return entry["kind"]?.text == rawValue && isForAllCalls
  }

  func title(_ brand: String) -> String {
    switch self {
    case .unreachable: "\(brand) does not answer"
    case .latency: "\(brand) is slow"
    case .throttled: "Too many calls"
    case .errorBefore: "Calls are refused"
    case .lostAnswer: "Answers get lost"
    }
  }

  var detail: String {
    switch self {
    case .unreachable: "Calls fail until you switch it off."
    case .latency: "Each call takes 2 seconds."
    case .throttled: "Calls fail with status 429, and are repeated later."
    case .errorBefore: "Calls fail with status 503, and change nothing."
    case .lostAnswer: "Calls take effect, but no answer comes."
    }
  }
}

extension JSON? {
  /// The elements of an array. Empty for other types.
  fileprivate var elements: [JSON] { if case .array(let items)? = self { items } else { [] } }
}
