public import Wire

/// The properties of a lock.
public struct DeviceProperties: Record, Hashable {
  public static let name = "device_properties"

  public struct Appearance: Record, Hashable {
    public static let name = "device_appearance"
    public var name: String
    public init(name: String) { self.name = name }
    public static let blank = Appearance(name: "")
    public mutating func describe(_ field: inout some Field) {
      field("name", &name, "Name of the device at the provider.")
    }
  }

  public struct Model: Record, Hashable {
    public static let name = "device_model"
    public var displayName: String
    public var manufacturerDisplayName = "Salto"
    public var hasBuiltInKeypad: Bool?
    public var onlineAccessCodesSupported: Bool?
    public init(displayName: String) { self.displayName = displayName }
    public static let blank = Model(displayName: "")
    public mutating func describe(_ field: inout some Field) {
      var no: Bool? = false
      field("display_name", &displayName, "Name of the model.")
      field("manufacturer_display_name", &manufacturerDisplayName, "Display name of the manufacturer.")
      field("has_built_in_keypad", &hasBuiltInKeypad, "Whether the device has a built-in keypad.")
      field(
        "online_access_codes_supported", &onlineAccessCodesSupported,
        "Deprecated: use `can_program_online_access_codes`.")
      field("offline_access_codes_supported", &no, "Deprecated: use `can_program_offline_access_codes`.")
    }
  }

  public struct SaltoKSMetadata: Record, Hashable {
    public static let name = "device_salto_ks_metadata"
    public var lockID: String?
    public var customerReference: String?
    public var lockType: String?
    public var model: String?
    public var lockedState: String?
    public var batteryLevel: String?
    public var siteID: String?
    public var siteName: String?
    public var hasCustomPinSubscription: Bool?
    public init() {}
    public static let blank = SaltoKSMetadata()
    public mutating func describe(_ field: inout some Field) {
      field("lock_id", &lockID, "Salto's ID of the lock.")
      field("customer_reference", &customerReference, "Name of the lock at Salto.")
      field("lock_type", &lockType, "Lock type as Salto reports it.")
      field("model", &model, "Lock model as Salto reports it.")
      field("locked_state", &lockedState, "Lock state as Salto reports it.")
      field("battery_level", &batteryLevel, "Battery level as Salto reports it.")
      field("site_id", &siteID, "Salto's ID of the site.")
      field("site_name", &siteName, "Name of the site.")
      field("has_custom_pin_subscription", &hasCustomPinSubscription, "Whether the site's plan includes custom PINs.")
    }
  }

  public var online: Bool
  public var name: String
  public var appearance: Appearance
  public var model: Model
  public var manufacturer = "salto"
  public var imageURL: String?
  public var imageAltText: String?
  public var locked: Bool?
  public var hasNativeEntryEvents: Bool?
  public var supportedCodeLengths: [Int]?
  public var codeConstraints: [CodeConstraint]?
  public var onlineAccessCodesEnabled: Bool?
  public var saltoKSMetadata: SaltoKSMetadata?

  public init(online: Bool, name: String, model: Model) {
    self.online = online
    self.name = name
    appearance = Appearance(name: name)
    self.model = model
  }
  public static let blank = DeviceProperties(online: false, name: "", model: .blank)

  public mutating func describe(_ field: inout some Field) {
    // Salto KS locks have neither offline codes nor backup codes.
    var no: Bool? = false
    field("online", &online, "Whether the device is online.")
    field("name", &name, "Deprecated: use `appearance.name`.")
    field("appearance", &appearance, "Appearance of the device.")
    field("model", &model, "Model of the device.")
    field("manufacturer", &manufacturer, "Manufacturer of the device.")
    field("image_url", &imageURL, "URL of an image of the device.", .url)
    field("image_alt_text", &imageAltText, "Alternative text for the image.")
    field("locked", &locked, "Whether the device was locked when last seen.")
    field("has_native_entry_events", &hasNativeEntryEvents, "Whether the device reports who opened it.")
    field("supported_code_lengths", &supportedCodeLengths, "Numbers of digits that its codes can have.")
    field("code_constraints", &codeConstraints, "Rules for its codes and their names.")
    field(
      "online_access_codes_enabled", &onlineAccessCodesEnabled, "Deprecated: use `can_program_online_access_codes`.")
    field("offline_access_codes_enabled", &no, "Deprecated: use `can_program_offline_access_codes`.")
    field("supports_offline_access_codes", &no, "Deprecated: use `can_program_offline_access_codes`.")
    field("supports_backup_access_code_pool", &no, "Whether the device has a pool of backup codes.")
    field("backup_access_code_pool_enabled", &no, "Deprecated: use `supports_backup_access_code_pool`.")
    field("salto_ks_metadata", &saltoKSMetadata, "Metadata specific to Salto KS.")
  }
}
