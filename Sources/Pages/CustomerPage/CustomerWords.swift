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
  let space: String
  let createStay: String
  let anotherDoor: String
  let addDoor: String
  let removeDoor: String
  let online: String
  let offline: String
  let doorName: String
  let saveName: String
  let connect: String
  let openConnect: String
  let connectText: String
  let moved: String
  let stayEnded: String
  let stayCreated: String
  let doorAdded: String
  let doorRemoved: String
  let doorRenamed: String
  let timesWrong: String
  let changedMeanwhile: String
  let nameMissing: String
  let spaceMissing: String
  let doorMissing: String
  let doorNameMissing: String
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
  /// The language that the creator of a link chose. Nil for one that the page lacks.
  init?(_ locale: PortalLocale) { self.init(rawValue: String(locale.rawValue.prefix(2))) }

  var customerWords: CustomerWords {
    switch self {
    case .english: .english
    case .dutch: .dutch
    case .german: .german
    case .french: .french
    case .spanish: .spanish
    }
  }
}

extension CustomerWords {
  fileprivate static let english = CustomerWords(
    title: "Stays and spaces",
    stays: "Stays",
    spaces: "Spaces",
    staff: "Staff",
    none: "There are none.",
    noEnd: "no end",
    counts: "Devices: {}, entrances: {}",
    person: "Person",
    expires: "This link works until {}. Do not pass it on.",
    unknownTitle: "This link does not work",
    unknownText: "It is wrong, it has expired, or it was revoked. Ask the sender for a new one.",
    guessedTitle: "Too many wrong links",
    guessedText: "Wait a minute, then open the link again.",
    statuses: [:])

  fileprivate static let dutch = CustomerWords(
    title: "Verblijven en ruimtes",
    stays: "Verblijven",
    spaces: "Ruimtes",
    staff: "Medewerkers",
    none: "Er zijn er geen.",
    noEnd: "geen einde",
    counts: "Apparaten: {}, toegangen: {}",
    person: "Persoon",
    expires: "Deze link werkt tot {}. Geef hem niet door.",
    unknownTitle: "Deze link werkt niet",
    unknownText: "Hij is onjuist, verlopen of ingetrokken. Vraag de afzender om een nieuwe.",
    guessedTitle: "Te veel onjuiste links",
    guessedText: "Wacht een minuut en open de link dan opnieuw.",
    statuses: [
      "Upcoming": "Gepland",
      "Active": "Actief",
      "Being set up": "Wordt ingesteld",
      "Needs attention": "Vraagt aandacht",
      "No means of access": "Geen toegangsmiddel",
      "Ended": "Afgelopen",
      "Being deleted": "Wordt verwijderd",
    ])

  fileprivate static let german = CustomerWords(
    title: "Aufenthalte und Räume",
    stays: "Aufenthalte",
    spaces: "Räume",
    staff: "Personal",
    none: "Es gibt keine.",
    noEnd: "ohne Ende",
    counts: "Geräte: {}, Zugänge: {}",
    person: "Person",
    expires: "Dieser Link gilt bis {}. Geben Sie ihn nicht weiter.",
    unknownTitle: "Dieser Link funktioniert nicht",
    unknownText: "Er ist falsch, abgelaufen oder widerrufen. Bitten Sie den Absender um einen neuen.",
    guessedTitle: "Zu viele falsche Links",
    guessedText: "Warten Sie eine Minute, und öffnen Sie den Link dann noch einmal.",
    statuses: [
      "Upcoming": "Bevorstehend",
      "Active": "Aktiv",
      "Being set up": "Wird eingerichtet",
      "Needs attention": "Braucht Aufmerksamkeit",
      "No means of access": "Kein Zugangsmittel",
      "Ended": "Beendet",
      "Being deleted": "Wird gelöscht",
    ])

  fileprivate static let french = CustomerWords(
    title: "Séjours et espaces",
    stays: "Séjours",
    spaces: "Espaces",
    staff: "Personnel",
    none: "Il n’y en a pas.",
    noEnd: "sans fin",
    counts: "Appareils : {}, accès : {}",
    person: "Personne",
    expires: "Ce lien fonctionne jusqu’au {}. Ne le transmettez pas.",
    unknownTitle: "Ce lien ne fonctionne pas",
    unknownText: "Il est incorrect, expiré ou révoqué. Demandez-en un nouveau à l’expéditeur.",
    guessedTitle: "Trop de liens incorrects",
    guessedText: "Attendez une minute, puis ouvrez à nouveau le lien.",
    statuses: [
      "Upcoming": "À venir",
      "Active": "En cours",
      "Being set up": "En préparation",
      "Needs attention": "Demande votre attention",
      "No means of access": "Aucun moyen d’accès",
      "Ended": "Terminé",
      "Being deleted": "En cours de suppression",
    ])

  fileprivate static let spanish = CustomerWords(
    title: "Estancias y espacios",
    stays: "Estancias",
    spaces: "Espacios",
    staff: "Personal",
    none: "No hay ninguno.",
    noEnd: "sin fin",
    counts: "Dispositivos: {}, accesos: {}",
    person: "Persona",
    expires: "Este enlace funciona hasta el {}. No lo comparta.",
    unknownTitle: "Este enlace no funciona",
    unknownText: "Es incorrecto, ha caducado o fue revocado. Pida uno nuevo al remitente.",
    guessedTitle: "Demasiados enlaces incorrectos",
    guessedText: "Espere un minuto y abra el enlace de nuevo.",
    statuses: [
      "Upcoming": "Próxima",
      "Active": "En curso",
      "Being set up": "En preparación",
      "Needs attention": "Requiere atención",
      "No means of access": "Sin medio de acceso",
      "Ended": "Terminada",
      "Being deleted": "Eliminándose",
    ])
}
