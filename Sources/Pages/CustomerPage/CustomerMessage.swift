/// What a page says about the form that was sent.
enum CustomerMessage {
  case done(String)
  case refused(String)

  var text: String {
    switch self {
    case .done(let text), .refused(let text): text
    }
  }

  var isRefusal: Bool {
    switch self {
    case .done: false
    case .refused: true
    }
  }
}

/// A page that shows nothing of the customer.
enum CustomerNotice {
  /// The link never worked.
  case unknown
  case ended
  /// The link ended while a form was open.
  case endedBeforeForm
  case guessed
  /// The form did not come from the page.
  case foreign
  case notAllowed
  /// The link does not show the part.
  case gone
}

extension CustomerWords {
  func notice(_ notice: CustomerNotice) -> (title: String, text: String) {
    switch notice {
    case .unknown: (unknownTitle, unknownText)
    case .ended: (endedTitle, endedText)
    case .endedBeforeForm: (endedTitle, "\(nothingChanged) \(endedText)")
    case .guessed: (guessedTitle, guessedText)
    case .foreign: (foreignTitle, "\(nothingChanged) \(foreignText)")
    case .notAllowed: (notAllowedTitle, "\(nothingChanged) \(notAllowedText)")
    case .gone: (goneTitle, goneText)
    }
  }

  /// What is said after a change. Nil if another page says it.
  func done(_ done: CustomerDone) -> String? {
    switch done {
    case .form(.move): moved
    case .form(.end): stayEnded
    case .form(.create): stayCreated
    case .stayOfKnownGuest: stayOfKnownGuest
    case .form(.addDoor): doorAdded
    case .form(.removeDoor): doorRemoved
    case .form(.rename): doorRenamed
    case .form(.addMember): memberAdded
    case .form(.saveMember): memberSaved
    case .form(.removeMember): memberRemoved
    case .form(.connect): nil
    }
  }
}
