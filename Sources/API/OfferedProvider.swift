public import Wire

/// A provider whose accounts can be connected.
public struct OfferedProvider: Record, Answer {
  public static let name = "device_provider"
  public var deviceProviderName: Extensible<DeviceProvider>
  public var displayName: String
  public var imageURL: String
  public var providerCategories: [Extensible<ProviderCategory>]
  public var canRemotelyUnlock: Bool?
  public var canRemotelyLock: Bool?
  public var canUnlockWithCode: Bool?

  public init(
    _ provider: DeviceProvider, displayName: String, imageURL: String,
    providerCategories: [Extensible<ProviderCategory>]
  ) {
    deviceProviderName = .known(provider)
    self.displayName = displayName
    self.imageURL = imageURL
    self.providerCategories = providerCategories
  }
  public static let blank = OfferedProvider(
    .saltoKs, displayName: "", imageURL: "", providerCategories: [])

  public mutating func describe(_ field: inout some Field) {
    // Capabilities that no Salto KS lock has, and those that a sandbox can simulate.
    var (cannot, canPlay): (Bool?, Bool?) = (false, true)
    field(
      "device_provider_name", &deviceProviderName, "Machine-readable name.",
      .without(["google_nest", "slack", "yale_access"]))
    field("display_name", &displayName, "Display name.")
    field("image_url", &imageURL, "URL of an image of the provider.")
    field("provider_categories", &providerCategories, "Categories of the provider.")
    field("can_remotely_unlock", &canRemotelyUnlock, "Whether its locks can be unlocked remotely.")
    field("can_remotely_lock", &canRemotelyLock, "Whether its locks can be locked remotely.")
    field("can_unlock_with_code", &canUnlockWithCode, "Whether a PIN can open its locks.")
    field("can_program_online_access_codes", &cannot, "Whether access codes can be programmed on its locks.")
    field(
      "can_program_offline_access_codes", &cannot, "Whether access codes can be programmed while its locks are offline."
    )
    field("can_configure_auto_lock", &cannot, "Whether auto-lock can be configured.")
    field("can_simulate_connection", &canPlay, "Whether the connection of its locks can be simulated.")
    field("can_simulate_disconnection", &canPlay, "Whether the disconnection of its locks can be simulated.")
    field("can_simulate_removal", &canPlay, "Whether the removal of its locks can be simulated.")
    field("can_simulate_hub_connection", &cannot, "Whether the connection of its hubs can be simulated.")
    field("can_simulate_hub_disconnection", &cannot, "Whether the disconnection of its hubs can be simulated.")
    field("can_simulate_paid_subscription", &cannot, "Whether a paid subscription can be simulated.")
  }
}
