/// The words of a guest's page in one language. `{}` stands for a value.
struct GuestWords: Sendable {
  let weekdays: [String]
  let months: [String]
  /// Weekday, day, month.
  let dateForm: String
  let inOneMinute: String
  let inMinutes: String
  let inOneHour: String
  let inHours: String
  let inDays: String

  let welcomeTitle: String
  let welcomeText: String
  let start: String
  let usedTitle: String
  let usedText: String
  let endedTitle: String
  let endedText: String
  let endedAt: String
  let extended: String
  let reload: String

  let hello: String
  let helloNobody: String
  let ready: String
  /// Date, time, time until then.
  let opensAt: String
  /// Time, time until then.
  let opensToday: String
  let patience: String
  let doors: String
  let open: String
  let openDoor: String
  let openLater: String
  let preparing: String
  let suspended: String
  let noMeans: String
  /// Means.
  let opensBy: String
  let byPin: String
  let byCard: String
  /// Provider.
  let byApp: String
  let noDoors: String
  let from: String
  let until: String
  let noEnd: String
  let localTimes: String

  let showPin: String
  let hidePin: String
  let pin: String
  let pinText: String
  let pinPending: String

  let askTitle: String
  let helpTitle: String
  let helpText: String
  let helpAsk: String
  let helpSender: String

  let openingTitle: String
  let openingText: String
  let openedTitle: String
  let openedText: String
  let shutTitle: String
  let unknownOutcomeTitle: String
  let noAccess: String
  let privacy: String
  let doorOffline: String
  let unreachable: String
  let unknownOutcome: String
  let tooOften: String
  let otherReason: String
  let tryAgain: String
  let back: String

  let leave: String
  let leaveText: String
  let offlineTitle: String
  let offlineText: String
  let offlinePin: String
  /// Time since then.
  let offlineAge: String
  let cookieTitle: String
  let cookieText: String
  let unknownTitle: String
  let unknownText: String
  let foreignTitle: String
  let foreignText: String
  let guessedTitle: String
  let guessedText: String
  let language: String
  let keepSecret: String
}
