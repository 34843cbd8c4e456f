package import Core
import Wire

/// The entries of a site's doors.
struct SiteEntries: Sendable {
  let connect: ConnectClient
  let site: ExternalID<ProviderSite>

  /// Only the older version of the API has entries, and only this order is known to work.
  func page(from continuation: ObservedEntries.Continuation?) async throws(ProviderFault) -> ObservedEntries {
    let path = "/v1.1/sites/\(percentEncoded(site.text))/entries?$top=100&$orderby=utc_date_time%20desc"
    let headers = continuation.map { [("CLP-Continuation-Token", $0.text)] } ?? []
    let body = try connect.successful(await connect.get(path, headers: headers))
    guard case .array(let items)? = body["items"] else { throw .unreadable }
    let next = body["continuation_token"]?.text.flatMap { $0.isEmpty ? nil : ObservedEntries.Continuation($0) }
    return ObservedEntries(items.compactMap(observedEntry), next: next)
  }
}

extension SaltoKSProvider {
  package func entries(
    of site: ExternalID<ProviderSite>, from continuation: ObservedEntries.Continuation?
  ) async throws(ProviderFault) -> ObservedEntries {
    try await SiteEntries(connect: connect, site: site).page(from: continuation)
  }
}

func observedEntry(_ json: JSON) -> ObservedEntry? {
  guard let id = json["id"]?.text, let lock = json["lock_id"]?.text,
    let occurredAt = json["utc_date_time"]?.text.flatMap({ Instant($0) })
  else { return nil }
  let means: ObservedEntry.Means =
    switch json["access_by"]?.text {
    case "mobile_key": .mobileKey
    case "tag": .card
    case "pin_code": .pin
    case "inside_handle": .handle
    case "remote": .remote
    default: .other
    }
  let person = json["user_id"]?.text
  let occurrence: ObservedEntry.Occurrence =
    switch json["event_category"]?.text {
    case "lock_opened": .opened
    case "lock_rejected": .denied(denial(json["event_detail"]?.text, isUnknownPIN: person == nobody))
    default: .other
    }
  let cardNumber = means == .card ? json["access_detail"]?.text.flatMap { $0.isEmpty ? nil : $0 } : nil
  return ObservedEntry(
    id: ExternalID(id), lock: ExternalID(lock), person: person.flatMap { $0 == nobody ? nil : ExternalID($0) },
    occurredAt: occurredAt, means: means, occurrence: occurrence, cardNumber: cardNumber)
}

private func denial(_ detail: String?, isUnknownPIN: Bool) -> ObservedEntry.Denial {
  switch detail {
  case _ where isUnknownPIN: .unknownPIN
  case "suspended": .suspended
  case "offline": .offline
  default: .noAccess
  }
}

/// The person in Salto's entries with an unknown PIN.
private let nobody = "ee8f17b4-701b-4aa6-9f1c-22f71cc61ca6"
