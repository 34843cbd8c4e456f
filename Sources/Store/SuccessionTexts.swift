import API
import Core
import Wire

/// The stored form of a succession.
func successionText(_ succession: Succession) -> String {
  let json: JSON =
    switch succession {
    case .afterwards(let address): .object(["afterwards": .string(address)])
    case .beside(let successor): .object(["beside": successor.json])
    }
  return String(decoding: json.bytes, as: UTF8.self)
}

func succession(_ text: String?) -> Succession? {
  guard let text, let json = try? JSON.parse(text.utf8) else { return nil }
  if let address = json["afterwards"]?.text { return .afterwards(emailAddress: address) }
  return json["beside"].flatMap(Successor.init(json:)).map { .beside($0) }
}

extension Successor {
  fileprivate var json: JSON {
    .object([
      "site_user_id": .string(observed.siteUser.text), "person_id": .string(observed.person.text),
      "full_name": .string(observed.fullName), "email_address": observed.emailAddress.map(JSON.string) ?? .null,
      "may_hold_mobile_key": .bool(observed.mayHoldMobileKey), "is_blocked": .bool(observed.isBlocked),
      "is_subscribed": .bool(observed.isSubscribed), "may_use_pin": .bool(observed.mayUsePin),
      "has_account": .bool(observed.hasAccount), "pin": observed.pin.map { .string($0.text) } ?? .null,
      "tag_number": observed.tagNumber.map(JSON.string) ?? .null,
      "subscription_changed_at": json(observed.subscriptionChangedAt), "observed_at": json(observed.observedAt),
      "created_at": json(observed.createdAt), "changed_at": json(changedAt),
      "groups": .array(groups.map(\.text).sorted().map(JSON.string)),
    ])
  }

  private func json(_ moment: Instant) -> JSON { .int(Int(moment.microseconds)) }

  fileprivate init?(json: JSON) {
    guard let siteUser = json["site_user_id"]?.text, let person = json["person_id"]?.text,
      let subscriptionChangedAt = json.moment("subscription_changed_at"), let observedAt = json.moment("observed_at"),
      let createdAt = json.moment("created_at"), let changedAt = json.moment("changed_at")
    else { return nil }
    var observed = AcsUserRecord.Observed(
      siteUser: ExternalID(siteUser), person: ExternalID(person), fullName: json["full_name"]?.text ?? "",
      emailAddress: json["email_address"]?.text, mayHoldMobileKey: json.isTrue("may_hold_mobile_key"),
      isBlocked: json.isTrue("is_blocked"), isSubscribed: json.isTrue("is_subscribed"),
      mayUsePin: json.isTrue("may_use_pin"), pin: json["pin"]?.text.map { ID<AcsCredential>($0) },
      tagNumber: json["tag_number"]?.text, subscriptionChangedAt: subscriptionChangedAt, observedAt: observedAt,
      createdAt: createdAt)
    observed.hasAccount = json.isTrue("has_account")
    self.init(
      observed: observed, groups: Set(texts(json["groups"]).map { ExternalID($0) }), changedAt: changedAt)
  }
}

extension JSON {
  fileprivate func isTrue(_ name: String) -> Bool { self[name] == .bool(true) }

  fileprivate func moment(_ name: String) -> Instant? {
    if case .int(let microseconds)? = self[name] { Instant(microseconds: Int64(microseconds)) } else { nil }
  }
}
