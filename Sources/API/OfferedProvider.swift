import Wire

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

  public mutating func describe(_ field: Field) {
    // What no lock of Salto KS does, and what a sandbox's can play at.
    var (cannot, canPlay): (Bool?, Bool?) = (false, true)
    field("device_provider_name", &deviceProviderName, "Its name, for programs.")
    field("display_name", &displayName, "A name to show.")
    field("image_url", &imageURL, "A picture to show.")
    field("provider_categories", &providerCategories, "The kinds it belongs to.")
    field("can_remotely_unlock", &canRemotelyUnlock, "Whether its locks can be opened from afar.")
    field("can_remotely_lock", &canRemotelyLock, "Whether its locks can be locked from afar.")
    field("can_unlock_with_code", &canUnlockWithCode, "Whether a PIN opens its locks.")
    field("can_program_online_access_codes", &cannot, "Whether codes can be put on its locks.")
    field("can_program_offline_access_codes", &cannot, "Whether codes can be put on its locks while out of reach.")
    field("can_configure_auto_lock", &cannot, "Whether the time after which its locks lock can be set.")
    field("can_simulate_connection", &canPlay, "Whether its locks can play at being reachable again.")
    field("can_simulate_disconnection", &canPlay, "Whether its locks can play at being out of reach.")
    field("can_simulate_removal", &canPlay, "Whether its locks can play at being taken away.")
    field("can_simulate_hub_connection", &cannot, "Whether its hubs can play at being reachable again.")
    field("can_simulate_hub_disconnection", &cannot, "Whether its hubs can play at being out of reach.")
    field("can_simulate_paid_subscription", &cannot, "Whether its locks can play at having a subscription.")
  }
}
