import API

/// Why a door opens or not, in the front desk's words.
enum AccessWords {
  /// As the end of a sentence.
  static func because(_ reason: AccessReason?) -> String {
    switch reason {
    case .granted: "everything that the lock checks allows it"
    case .officeMode: "the door stands open"
    case .noAcsUser: "the site does not have the person"
    case .noCredential: "there is no PIN, card or key of this kind"
    case .noClientSession: "there is no right to open it remotely"
    case .notIssued: "no phone has fetched the key"
    case .keyExpired: "the phone has to fetch its key again"
    case .suspended: "suspended"
    case .beforeSchedule: "the stay has not begun"
    case .afterSchedule: "the stay is over"
    case .noSeat: "there is no free seat"
    case .notSubscribed: "the site has not given them a seat yet"
    case .otherPerson: "the site has the person as somebody else"
    case .noAccessGroup: "none of the person’s groups has the door"
    case .entranceNotCapable: "the door does not take this way to open"
    case .privacyMode: "the door was locked from inside"
    case .rollingOut: "a change has not reached the lock yet"
    case .iqOffline, .iqNotSeen: "the lock was offline, so it may not know the last change"
    case nil: "the reason is not known"
    }
  }
}
