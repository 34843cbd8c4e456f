import Wire

extension APIError {
  /// 409: e-mail, phone number or key belongs to another identity.
  public static func identityConflict(_ field: String, with userIdentityID: String) -> APIError {
    APIError(
      409, "user_identity_email_or_phone_conflict", "Another user identity of the workspace has this \(field)",
      data: ["field": .string(field), "user_identity_id": .string(userIdentityID)])
  }
  /// 409: the identity with a known key has another e-mail address or phone number.
  public static func identityDiffers(in field: String, _ userIdentityID: String) -> APIError {
    APIError(
      409, "user_identity_email_or_phone_conflict",
      "The user identity with this user_identity_key has another \(field). Change it by /user_identities/update, or "
        + "send the request without \(field)",
      data: ["field": .string(field), "user_identity_id": .string(userIdentityID)])
  }
  /// 409: another space of the customer has the key.
  public static func spaceKeyTaken(by spaceID: String) -> APIError {
    APIError(
      409, "space_key_taken", "Another space of the same customer has this space_key",
      data: ["space_id": .string(spaceID)])
  }
  /// 409: another grant of the customer has the key.
  public static func accessGrantKeyTaken(by accessGrantID: String) -> APIError {
    APIError(
      409, "access_grant_key_taken", "Another access grant of the same customer has this access_grant_key",
      data: ["access_grant_id": .string(accessGrantID)])
  }
  /// 409: customers may have equal keys, so a key can fit several resources. For a `space_key` they are `space_ids`.
  ///
  /// - Parameter name: the name of their IDs, if it does not follow from the parameter.
  public static func ambiguousKey(_ parameter: String, _ ids: [String], as name: String? = nil) -> APIError {
    APIError(
      409, "ambiguous_key", "Several resources have this \(parameter). Use the ID of one of them",
      data: [name ?? parameter.replacing("_key", with: "_ids"): .array(ids.map(JSON.string))])
  }
}
