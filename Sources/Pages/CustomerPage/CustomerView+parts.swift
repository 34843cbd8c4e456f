import API
import Operations
import Wire

/// The values of the templates of single parts.
extension CustomerView {
  func context(of stay: PortalVisit.Stay, _ methods: [AccessMethod], _ form: FormFields?) -> [String: Any] {
    [
      "name": stay.name, "times": times(of: stay), "status": words.status(of: stay), "meansTitle": words.meansTitle,
      "methods": methods.map { method in
        [
          "title": words.means[method.mode.rawValue] ?? method.displayName,
          "detail": method.isIssued ? words.ready : words.notReady,
        ] as [String: Any]
      },
      "hasMethods": !methods.isEmpty, "changes": visit.abilities.changesStays && !stay.isOver,
      "was": stay.moment,
      "startsAt": form?["starts_at"] ?? CustomerTime.field(stay.startsAt),
      "endsAt": form?["ends_at"] ?? stay.endsAt.map(CustomerTime.field) ?? "", "hasEnd": stay.endsAt != nil,
      "fromLabel": words.from, "untilLabel": words.until, "zone": fill(words.timesIn, stay.timeZone),
      "save": words.saveTimes, "end": words.endStay, "endText": words.endText,
    ]
  }

  func newStay(in zone: String, _ key: String, _ form: FormFields?) -> [String: Any] {
    func field(
      _ name: String, _ label: String, _ type: String, isRequired: Bool, hint: String? = nil
    ) -> [String: Any] {
      [
        "name": name, "label": label, "type": type, "value": form?[name] ?? "", "isRequired": isRequired,
        "hint": shown(hint.map { ["id": "\(name)_hint", "text": $0] }),
      ]
    }
    return [
      "heading": words.newStay, "key": form?["key"] ?? key, "zoneName": form?["zone"] ?? zone,
      "zone": fill(words.timesIn, form?["zone"] ?? zone),
      "fields": [
        field("name", words.guestName, "text", isRequired: true),
        field("email_address", words.email, "email", isRequired: false, hint: words.knownGuest),
        field("phone_number", words.phone, "tel", isRequired: false),
        field("starts_at", words.from, "datetime-local", isRequired: true),
        field("ends_at", words.until, "datetime-local", isRequired: true),
      ],
      "spaceLabel": words.space,
      "spaces": (visit.spaces ?? []).map { space in
        ["id": space.id.text, "name": space.name, "isChosen": space.id.text == form?["space"]] as [String: Any]
      },
      "create": words.createStay,
    ]
  }

  func context(of space: PortalVisit.Place, _ doors: [CustomerDoor], _ others: [CustomerDoor]) -> [String: Any] {
    func row(_ door: CustomerDoor) -> [String: Any] { ["id": door.id, "name": door.name] }
    return [
      "name": space.name, "doorsTitle": words.doors, "isEmpty": doors.isEmpty, "none": words.none,
      "doors": doors.map { row($0) }, "others": others.map { row($0) }, "organizes": visit.abilities.organizes,
      "canAdd": visit.abilities.organizes && !others.isEmpty, "remove": words.removeDoor, "add": words.addDoor,
      "addLabel": words.anotherDoor,
    ]
  }

  func context(of doors: [Device]) -> [String: Any] {
    [
      "heading": words.doors, "isEmpty": doors.isEmpty, "none": words.none,
      "doors": doors.map { door in
        ["name": door.displayName, "href": address.link(to: .door(door.deviceID)), "detail": state(of: door)]
          as [String: Any]
      },
      "connects": visit.abilities.connects != nil, "connect": words.connect,
    ]
  }

  /// - Parameter isShared: whether other customers have the door too, so that this one cannot rename it.
  func context(of door: Device, isShared: Bool, _ form: FormFields?) -> [String: Any] {
    let confirmation = visit.confirmation
    let cancel = visit.abilities.navigates ? confirmation?.cancelButtonLabel : nil
    let back = cancel.map { ["href": address.link(to: .doors), "text": $0] }
    return [
      "name": door.displayName, "detail": state(of: door), "renames": visit.abilities.renamesDoors && !isShared,
      "shared": shown(visit.abilities.renamesDoors && isShared ? words.sharedDoor : nil),
      "question": shown(confirmation?.title), "questionText": shown(confirmation?.body),
      "nameLabel": words.doorName, "typed": form?["name"] ?? door.displayName,
      "save": confirmation?.confirmButtonLabel ?? words.saveName, "cancel": shown(back),
    ]
  }

  private func state(of door: Device) -> String {
    let connection = door.properties.online ? words.online : words.offline
    return door.errors.first.map { "\(connection) · \($0.message)" } ?? connection
  }
}
