import API
import Wire

/// Assigning one of the site's free cards to a stay that waits for one.
extension StayForms {
  /// The first means of the stay that needs a card. Nil if none does.
  var cardMethod: AccessMethod? {
    facts.methods.first { $0.mode == .card && $0.isAssignmentRequired == true }
  }

  /// Asks for the number of a card.
  func cardSheet(faults: ConsoleFaults = .none) -> ConsoleSheet {
    ConsoleSheet(
      id: "stay-card", title: "Assign a card to \(facts.personName)", action: visit.link(page),
      step: Step.assignCard.rawValue, button: "Assign the card", lead: "\(facts.places), \(facts.period).",
      consequences: [
        (.check, "The card opens the doors of the stay, usually within a minute after its start."),
        (.info, "The card must be registered at the site, and nobody else may have it."),
      ],
      fields: [
        ConsoleField(
          "card_number", "Number of the card", value: visit.form["card_number"],
          hint: "As it is printed on the card.", isRequired: true, faults: faults, autocomplete: "off")
      ], values: carried)
  }

  func assignCard() async throws -> ConsoleAnswer {
    var faults = ConsoleFaults.none
    guard let method = cardMethod else {
      faults.add("card_number", "The stay does not need a card now.")
      return .page(try await asking(.assignCard, faults))
    }
    var request = AccessMethods.AssignCard()
    request.accessMethodID = method.accessMethodID
    request.cardNumber = visit.form.filled("card_number") ?? ""
    do {
      let attempt = try await visit.call(request)
      guard let failure = attempt.error.optional else { return .seeOther("\(page)?done=card_assigned") }
      faults.add("card_number", failure.message)
    } catch let error as APIError where error.kind == .invalid {
      faults = ConsoleFaults(error)
    }
    return .page(try await asking(.assignCard, faults))
  }
}
