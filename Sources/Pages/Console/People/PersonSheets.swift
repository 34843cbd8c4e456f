import API
import Wire

/// The sheets of a person's page, besides those of a stay. Each says what its form will do, how fast, and what stays.
struct PersonSheets: Sendable {
  private let facts: PersonFacts
  private let times: ConsoleTimes
  /// The address of the person's page, to which all forms are sent.
  private let address: String
  /// The name of the provider.
  private let brand: String

  init(_ facts: PersonFacts, _ visit: ConsoleVisit) {
    self.facts = facts
    times = visit.times(visit.site(facts.person.acsSystemID))
    address = visit.link("people/\(facts.id)")
    brand = visit.brand
  }

  /// Asks for another end of the person's own stay.
  ///
  /// - Parameter typed: what was typed into a refused form.
  func changeEnd(
    of stay: DeskPerson.Stay, typed: String? = nil, faults: ConsoleFaults = .none
  ) -> ConsoleSheet {
    let end = stay.endsAt.map { times.text($0) } ?? "no end"
    return ConsoleSheet(
      id: "end", title: "Change the end of \(facts.name)’s stay", action: address, step: PersonStep.changeEnd.rawValue,
      button: "Change the end", lead: "Now: \(times.text(stay.startsAt)) to \(end).",
      consequences: [
        (.check, "A later end: key, PIN and card go on working. \(facts.firstName) need not do anything."),
        (.x, "An earlier end: the doors stay shut from then on. An end in the past ends access now."),
        (.clock, "The locks have the new end usually within a minute."),
      ],
      fields: [
        ConsoleField(
          "until", "Until", .datetime, value: typed ?? stay.endsAt.map { times.field($0) },
          hint: "Time in \(times.place)", isRequired: true, faults: faults)
      ],
      values: [(name: "was", value: stay.endText)])
  }

  /// A form of one button that sets the end of the person's own stay back.
  func setBackEnd(of stay: DeskPerson.Stay, to end: Instant) -> ConsoleForm {
    ConsoleForm(
      action: address, step: PersonStep.changeEnd.rawValue, button: "Back to \(times.text(end))",
      values: [(name: "was", value: stay.endText), (name: "moment", value: end.description)])
  }

  /// - Parameter reason: what was typed into a refused form.
  func suspend(reason: String? = nil, faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "suspend", title: "Suspend \(facts.name)?", action: address, step: PersonStep.suspend.rawValue,
      button: "Suspend now", isDanger: true,
      consequences: [
        (.x, "No door opens for \(facts.firstName), by phone, PIN or card. The locks know usually within a minute."),
        (.check, "Stays, key and PIN are kept, and work again once you lift the suspension."),
        (.info, "\(facts.firstName) gets no message. The doors just stay shut."),
      ],
      fields: [
        ConsoleField(
          "reason", "Reason, for the audit log (optional)", value: reason, faults: faults, autocomplete: "off")
      ])
  }

  /// A form of one button that gives access, so it does not ask first.
  var unsuspend: ConsoleForm {
    ConsoleForm(action: address, step: PersonStep.unsuspend.rawValue, button: "Lift the suspension")
  }

  /// A form of one button that suspends again whom the same session has just freed, so that it does not ask first.
  var suspendAgain: ConsoleForm {
    ConsoleForm(action: address, step: PersonStep.suspend.rawValue, button: "Suspend again")
  }

  func delete(faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "delete", title: "Delete \(facts.name)?", action: address, step: PersonStep.delete.rawValue,
      button: "Delete the person", cancel: "Keep the person", isDanger: true,
      consequences: [
        (.x, "No door opens for \(facts.firstName), usually within a minute."),
        (.x, "\(facts.firstName) is removed from the site, with key, PIN and cards. The seat is free again."),
        (.check, "Entries and history are kept. To bar access for a while, suspend instead."),
      ],
      fields: [
        ConsoleField("sure", "Yes, end \(facts.name)’s access now", .checkbox, isRequired: true, faults: faults)
      ])
  }

  func erase(_ identity: ID<UserIdentity>, faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "erase", title: "Erase \(facts.name)?", action: address, step: PersonStep.erase.rawValue,
      button: "Erase the person", cancel: "Keep the person", isDanger: true,
      consequences: [
        (.x, "All stays at all sites end, with key, PIN and links, usually within a minute."),
        (.x, "Name, e-mail address and phone number are deleted here and in the audit log. It cannot be undone."),
        (.check, "The audit log keeps what was changed and when."),
        (.info, "\(brand) keeps its own entries."),
      ],
      fields: [
        ConsoleField("sure_erase", "Yes, erase \(facts.name) for good", .checkbox, isRequired: true, faults: faults)
      ],
      values: [(name: "identity", value: identity.text)])
  }

  func stopPhone(_ phone: Phone) -> ConsoleSheet {
    ConsoleSheet(
      id: "stop-\(phone.deviceID)", title: "Stop \(phone.displayName)?", action: address,
      step: PersonStep.stopPhone.rawValue, button: "Stop this phone", isDanger: true,
      consequences: [
        (.x, "The key on \(phone.displayName) stops opening doors."),
        (.info, "Other phones of \(facts.firstName) keep their keys, or fetch new ones by themselves."),
        (.check, "PIN and cards go on working."),
      ],
      values: [(name: "phone", value: phone.deviceID.text)])
  }

  func changePin(faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "new-pin", title: "Give \(facts.name) another PIN", action: address, step: PersonStep.changePin.rawValue,
      button: "Change the PIN",
      consequences: [
        (.x, "The old PIN stops opening doors, usually within a minute."),
        (.info, "It works at sites whose plan has custom PINs. Other sites refuse it."),
      ],
      fields: [
        ConsoleField(
          "code", "New PIN", .password, hint: "4 to 6 digits", isRequired: true, faults: faults, autocomplete: "off")
      ])
  }
}
