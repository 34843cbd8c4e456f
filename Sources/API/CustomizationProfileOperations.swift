public import Wire

/// The operations on customization profiles.
public enum CustomizationProfiles {
  static let readers: Callers = [.workspace, .customerSession, .customerSessionReadOnly]
  static let editors: Callers = [.workspace, .customerSession]

  public struct Create: Request {
    public typealias Response = CustomizationProfile
    public static let operation = Operation(
      "/workspaces/customization_profiles/create", .create, by: editors, returns: "customization_profile",
      title: "Create a customization profile", doc: "Creates a profile with colors, fonts and texts.")
    public var name: Nullable<String>?
    public var primaryColor: String?
    public var secondaryColor: String?
    public var customerPortalTheme: CustomizationLooks.Theme?
    public var messageOverrides: MessageOverrides?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("name", &name, "Name of the profile.")
      field("primary_color", &primaryColor, "Color of buttons.")
      field("secondary_color", &secondaryColor, "Color of other buttons.")
      field("customer_portal_theme", &customerPortalTheme, "The colors and fonts of a customer's page.")
      field("message_overrides", &messageOverrides, "Own texts by language and key.")
    }

    /// The colors, fonts and texts.
    public var looks: CustomizationLooks {
      var looks = CustomizationLooks()
      looks.primaryColor = primaryColor
      looks.secondaryColor = secondaryColor
      looks.customerPortalTheme = customerPortalTheme
      looks.messageOverrides = messageOverrides
      return looks
    }
  }

  public struct Get: Request {
    public typealias Response = CustomizationProfile
    public static let operation = Operation(
      "/workspaces/customization_profiles/get", .read, by: readers, returns: "customization_profile",
      title: "Get a customization profile", doc: "Returns one customization profile.")
    public var customizationProfileID = ID<CustomizationProfile>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customization_profile_id", &customizationProfileID, "The profile.")
    }
  }

  public struct List: Request {
    public typealias Response = [CustomizationProfile]
    public static let operation = Operation(
      "/workspaces/customization_profiles/list", .read, by: readers, returns: "customization_profiles",
      title: "List customization profiles", doc: "Returns the customization profiles in order of creation.")
    public var customerKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "customer_key", &customerKey, "Only profiles that this customer created.")
    }
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/workspaces/customization_profiles/update", .update, by: editors, title: "Update a customization profile",
      doc: "Updates the name, colors, fonts and texts of a profile.")
    public var customizationProfileID = ID<CustomizationProfile>.blank
    public var name = Change<String>.keep
    public var primaryColor: String?
    public var secondaryColor: String?
    public var customerPortalTheme = Change<CustomizationLooks.Theme>.keep
    public var messageOverrides = Change<MessageOverrides>.keep
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("customization_profile_id", &customizationProfileID, "The profile.")
      field("name", &name, "Name of the profile. Null clears it.")
      field("primary_color", &primaryColor, "Color of buttons.")
      field("secondary_color", &secondaryColor, "Color of other buttons.")
      field(
        "customer_portal_theme", &customerPortalTheme, "The colors and fonts of a customer's page. Null clears them.")
      field("message_overrides", &messageOverrides, "Own texts by language and key. Null clears them.")
    }
  }

  public struct UploadImages: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/workspaces/customization_profiles/upload_images", .act, by: editors, title: "Upload images of a profile",
      doc: "Not supported: pages show no images of others.",
      refusal: Operation.Refusal("Pages show no images of others. Set colors and fonts instead"))
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }
}
