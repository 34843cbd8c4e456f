public import Wire

/// The operations on instant keys.
public enum InstantKeys {
  public struct Get: Request {
    public typealias Response = InstantKey
    public static let operation = Operation(
      "/instant_keys/get", .read, by: .workspace, role: .frontDesk, returns: "instant_key", title: "Get an instant key",
      doc: "Returns one instant key, by its ID or link.")
    public static let constraints = [Constraint.atLeastOne(["instant_key_id", "instant_key_url"])]
    public var instantKeyID: ID<InstantKey>?
    public var instantKeyURL: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("instant_key_id", &instantKeyID, "The instant key.")
      field("instant_key_url", &instantKeyURL, "The link of the instant key.", .url, .minLength(1))
    }
  }

  public struct List: Request {
    public typealias Response = [InstantKey]
    public static let operation = Operation(
      "/instant_keys/list", .read, by: .workspace, role: .frontDesk, returns: "instant_keys",
      title: "List instant keys",
      doc: "Returns the instant keys of the workspace in order of creation.")
    public var userIdentityID: ID<UserIdentity>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "user_identity_id", &userIdentityID, "Only instant keys of this identity.")
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/instant_keys/delete", .delete, by: .workspace, role: .frontDesk, title: "Delete an instant key",
      doc: "Revokes the link and deletes its client session.")
    public var instantKeyID = ID<InstantKey>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("instant_key_id", &instantKeyID, "The instant key.")
    }
  }
}

extension UserIdentities {
  public struct GenerateInstantKey: Request {
    public typealias Response = InstantKey
    public static let operation = Operation(
      "/user_identities/generate_instant_key", .create, by: .workspace, role: .frontDesk, returns: "instant_key",
      title: "Generate an instant key",
      doc:
        "Creates a link to all access grants of an identity. The identity must have an access grant with a mobile key.")
    public var userIdentityID = ID<UserIdentity>.blank
    public var customizationProfileID: ID<CustomizationProfile>?
    public var maxUseCount = 1
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("user_identity_id", &userIdentityID, "The identity.")
      field("customization_profile_id", &customizationProfileID, "The customization profile of the link.")
      field(
        standard: "max_use_count", &maxUseCount, "Maximum number of browsers and apps that can use the link.",
        .positiveNumber)
    }
  }
}

/// The operations of apps that open a link. The link itself is the permission.
public enum InstantKeyLinks {
  public struct ExchangeShortCode: Request {
    public typealias Response = ClientSession
    public static let operation = Operation(
      "/seam/instant_key/v1/client_sessions/exchange_short_code", .act, by: .everybody, returns: "client_session",
      title: "Exchange a short code",
      doc: "Returns the client session of a link. The exchange counts as a use of the link.")
    public var shortCode = ""
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("short_code", &shortCode, "The code of the link.", .minLength(1), .secret)
    }
  }

  public struct GetPreview: Request {
    public typealias Response = InstantKeyPreview
    public static let operation = Operation(
      "/seam/instant_key/v1/preview/get", .read, by: .everybody, returns: "instant_key_preview",
      title: "Get the preview of a link",
      doc: "Returns what a link shows before it is used. It does not count as a use.")
    public var instantKeyURL = ""
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("instant_key_url", &instantKeyURL, "The link, or its code.", .minLength(1))
    }
  }
}
