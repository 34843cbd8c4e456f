import API

/// The words of a customer's page in one language. `{}` stands for a value.
struct CustomerWords: Sendable {
  let title: String
  let language: String
  let stays: String
  let spaces: String
  let staff: String
  let doors: String
  let none: String
  let noEnd: String
  /// Number of devices, number of entrances.
  let counts: String
  /// A person without a name.
  let person: String
  /// Date.
  let expires: String
  /// Time zone.
  let timesIn: String
  let meansTitle: String
  let ready: String
  let notReady: String
  let from: String
  let until: String
  let saveTimes: String
  let endStay: String
  let endText: String
  let newStay: String
  let guestName: String
  let email: String
  let phone: String
  /// Beside the e-mail address of a new stay.
  let knownGuest: String
  let space: String
  let createStay: String
  let anotherDoor: String
  let addDoor: String
  let removeDoor: String
  let online: String
  let offline: String
  let doorName: String
  let saveName: String
  /// Instead of the form for a name.
  let sharedDoor: String
  let newMember: String
  let memberName: String
  let memberSpaces: String
  let addMember: String
  let saveMember: String
  let removeMember: String
  let removeMemberText: String
  let memberAdded: String
  let memberSaved: String
  let memberRemoved: String
  let memberNameMissing: String
  let memberChanged: String
  let connect: String
  let openConnect: String
  let connectText: String
  let moved: String
  let stayEnded: String
  let stayCreated: String
  let stayOfKnownGuest: String
  let doorAdded: String
  let doorRemoved: String
  let doorRenamed: String
  let timesWrong: String
  let changedMeanwhile: String
  let nameMissing: String
  let spaceMissing: String
  let doorMissing: String
  let doorNameMissing: String
  let emailWrong: String
  /// Of an e-mail address or a phone number.
  let addressTaken: String
  /// It is in the past.
  let endWrong: String
  /// Before the reason of the server.
  let notPossible: String
  let nothingChanged: String
  let unknownTitle: String
  let unknownText: String
  let endedTitle: String
  let endedText: String
  let guessedTitle: String
  let guessedText: String
  let foreignTitle: String
  let foreignText: String
  let notAllowedTitle: String
  let notAllowedText: String
  let goneTitle: String
  let goneText: String
  /// The means of access, by the modes of the API.
  let means: [String: String]
  /// The states of stays, by those of the API.
  let statuses: [String: String]
}

extension GuestLanguage {
  /// The language that the creator of a link chose.
  init(_ locale: PortalLocale) {
    self =
      switch locale {
      case .english: .english
      case .portuguese: .portuguese
      case .french: .french
      case .italian: .italian
      case .spanish: .spanish
      case .german: .german
      case .dutch: .dutch
      case .greek: .greek
      case .polish: .polish
      case .russian: .russian
      }
  }

  var customerWords: CustomerWords {
    switch self {
    case .english: .english
    case .dutch: .dutch
    case .german: .german
    case .french: .french
    case .spanish: .spanish
    case .portuguese: .portuguese
    case .italian: .italian
    case .greek: .greek
    case .polish: .polish
    case .russian: .russian
    }
  }
}
