public import Wire

/// The looks of pages for guests and customers.
public struct CustomizationProfile: Record, Answer {
  public static let name = "customization_profile"

  public var customizationProfileID: ID<CustomizationProfile>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var profileName: Nullable<String> = .null
  public var looks: CustomizationLooks

  public init(
    customizationProfileID: ID<CustomizationProfile>, workspaceID: ID<Workspace>, createdAt: Instant, name: String?,
    looks: CustomizationLooks
  ) {
    self.customizationProfileID = customizationProfileID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    profileName = Nullable(name)
    self.looks = looks
  }
  public static let blank = CustomizationProfile(
    customizationProfileID: .blank, workspaceID: .blank, createdAt: .blank, name: nil, looks: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("customization_profile_id", &customizationProfileID, "ID of the profile.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("name", &profileName, "Name of the profile.")
    looks.describe(&field)
    field("created_at", &createdAt, "When the profile was created.")
  }
}

/// The colors, fonts and texts of a profile.
public struct CustomizationLooks: Record, Hashable {
  public static let name = "customization_looks"

  /// The colors and fonts of a customer's page.
  public struct Theme: Record, Hashable {
    public static let name = "customer_portal_theme"
    public var fontFamily: String?
    public var monoFontFamily: String?
    public var primaryColor: String?
    public var primaryForegroundColor: String?
    public var secondaryColor: String?
    public var secondaryForegroundColor: String?
    public init() {}
    public static let blank = Theme()
    public mutating func describe(_ field: inout some Field) {
      field("font_family", &fontFamily, "Font.")
      field("mono_font_family", &monoFontFamily, "Font of codes.")
      field("primary_color", &primaryColor, "Color of buttons.")
      field("primary_foreground_color", &primaryForegroundColor, "Color of text on buttons.")
      field("secondary_color", &secondaryColor, "Color of other buttons.")
      field("secondary_foreground_color", &secondaryForegroundColor, "Color of text on other buttons.")
    }
  }

  public var primaryColor: String?
  public var secondaryColor: String?
  public var customerPortalTheme: Theme?
  public var messageOverrides: MessageOverrides?
  public init() {}
  public static let blank = CustomizationLooks()

  public mutating func describe(_ field: inout some Field) {
    field("primary_color", &primaryColor, "Color of buttons.")
    field("secondary_color", &secondaryColor, "Color of other buttons.")
    field("customer_portal_theme", &customerPortalTheme, "The colors and fonts of a customer's page.")
    field("message_overrides", &messageOverrides, "Own texts by language and key.")
  }
}

/// Texts by language and key.
public struct MessageOverrides: Wire, Hashable {
  private static let countMax = 1000

  public var texts: [String: [String: String]] = [:]
  public init() {}
  public static var schema: Schema { .map(.map(.string(format: nil))) }
  public static var blank: MessageOverrides { MessageOverrides() }

  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .object(let languages) = json else {
      issues.add("Expected object, received \(json.kind)")
      return
    }
    for (language, value) in languages.sorted(by: { $0.key < $1.key }) {
      issues.enter(language)
      if case .object(let members) = value {
        for (key, text) in members.sorted(by: { $0.key < $1.key }) {
          issues.enter(key)
          texts[language, default: [:]][key] = String(text, noting: &issues)
          issues.leave()
        }
      } else {
        issues.add("Expected object, received \(value.kind)")
      }
      issues.leave()
    }
    if texts.values.map(\.count).reduce(0, +) > Self.countMax {
      issues.add("Must have at most \(Self.countMax) texts")
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.json(.object(texts.mapValues { .object($0.mapValues(JSON.string)) }))
  }
}
