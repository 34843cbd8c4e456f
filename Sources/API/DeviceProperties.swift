import Wire

/// What a lock is and how it does.
public struct DeviceProperties: Record, Hashable {
  public static let name = "device_properties"

  public struct Appearance: Record, Hashable {
    public static let name = "device_appearance"
    public var name: String
    public init(name: String) { self.name = name }
    public static let blank = Appearance(name: "")
    public mutating func describe(_ field: Field) { field("name", &name, "The name that the provider has for it.") }
  }

  public struct Model: Record, Hashable {
    public static let name = "device_model"
    public var displayName: String
    public var manufacturerDisplayName = "Salto"
    public var hasBuiltInKeypad: Bool?
    public init(displayName: String) { self.displayName = displayName }
    public static let blank = Model(displayName: "")
    public mutating func describe(_ field: Field) {
      field("display_name", &displayName, "Name of the model.")
      field("manufacturer_display_name", &manufacturerDisplayName, "Name of who makes it.")
      field("has_built_in_keypad", &hasBuiltInKeypad, "Whether it has a keypad.")
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
    public mutating func describe(_ field: Field) {
      field("lock_id", &lockID, "Salto's id of the lock.")
      field("customer_reference", &customerReference, "Its name at Salto.")
      field("lock_type", &lockType, "Salto's word for its kind.")
      field("model", &model, "Salto's word for its model.")
      field("locked_state", &lockedState, "Salto's word for whether it is locked.")
      field("battery_level", &batteryLevel, "Salto's word for the state of its battery.")
      field("site_id", &siteID, "Salto's id of the site.")
      field("site_name", &siteName, "Name of the site.")
      field("has_custom_pin_subscription", &hasCustomPinSubscription, "Whether the site's plan lets PINs be chosen.")
    }
  }

  public var online: Bool
  public var name: String
  public var appearance: Appearance
  public var model: Model
  public var manufacturer = "salto"
  public var locked: Bool?
  public var hasNativeEntryEvents: Bool?
  public var supportedCodeLengths: [Int]?
  public var saltoKSMetadata: SaltoKSMetadata?

  public init(online: Bool, name: String, model: Model) {
    self.online = online
    self.name = name
    appearance = Appearance(name: name)
    self.model = model
  }
  public static let blank = DeviceProperties(online: false, name: "", model: .blank)

  public mutating func describe(_ field: Field) {
    field("online", &online, "Whether it is reachable.")
    field("name", &name, "Deprecated: the name under `appearance`.")
    field("appearance", &appearance, "How it shows itself.")
    field("model", &model, "What model it is.")
    field("manufacturer", &manufacturer, "Who makes it.")
    field("locked", &locked, "Whether it is locked, as last seen.")
    field("has_native_entry_events", &hasNativeEntryEvents, "Whether it tells who opened it.")
    field("supported_code_lengths", &supportedCodeLengths, "How many digits its codes have.")
    field("salto_ks_metadata", &saltoKSMetadata, "What only Salto KS has.")
  }
}
