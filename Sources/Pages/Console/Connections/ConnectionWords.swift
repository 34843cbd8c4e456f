import API
import Wire

/// The words of the pages of connections.
enum ConnectionWords {
  /// Why an operation was refused.
  static func refusal(_ error: APIError) -> String {
    let texts = (error.issues?.all ?? []).map(\.message)
    return texts.isEmpty ? "\(error.message)." : texts.joined(separator: " ")
  }

  /// A number with its noun.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(ConsoleParts.grouped(number)) \(number == 1 ? one : many)"
  }

  /// What a pending change means for a person, by the code of the change.
  static func change(_ code: String, of name: String) -> String {
    switch code {
    case "creating", "deferring_creation": "\(name) is not known at the site yet, so no door opens for them."
    case "deleting": "\(name) is still at the site, and doors may still open for them."
    case "updating_suspension_state": "\(name) is suspended, or no longer suspended. Doors do not know it yet."
    case "updating_access_schedule": "\(name) has other times. Doors still go by the earlier ones."
    case "updating_group_membership", "deferring_group_membership_update":
      "\(name) has other doors. The site still has the earlier ones."
    case "updating_access_group": "A stay of \(name) has other doors or times than the site."
    case "updating_subscription": "\(name) gets or gives back a seat. Without one, no door opens for them."
    case "updating_user_information": "\(name) has another name or address than at the site."
    default: "A change of \(name) is not confirmed."
    }
  }
}
