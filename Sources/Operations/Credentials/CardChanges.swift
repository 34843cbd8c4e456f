import API
import Core
import Store
import Wire

extension Platform.Change {
  /// Assigns one of the site's cards to a user. A user can have one card.
  mutating func wantCard(_ credential: AcsCredentialRecord, of user: AcsUserRecord) throws {
    if let other = user.wanted.tag ?? user.observed?.tagNumber.map({ Tag(id: ExternalID(""), number: $0) }),
      other.number != credential.tag?.number
    {
      throw APIError.invalidInput(
        "acs_user_id",
        "A user can have one card per site, and this user already has card \(other.number). Unassign it first")
    }
    try refuseForeignCard(credential)
    try change(user) { changed in
      changed.wanted.tag = credential.tag
      changed.wanted.governsTags = true
    }
  }

  /// Unassigns a card.
  mutating func withdrawCard(_ credential: AcsCredentialRecord) throws {
    try refuseForeignCard(credential)
    guard let id = credential.acsUserID, let user = try transaction.acsUser(id, in: workspaceID) else { return }
    try change(user) { changed in
      changed.wanted.tag = nil
      changed.wanted.governsTags = true
    }
  }
}
