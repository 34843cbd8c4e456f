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

  public init(_ provider: DeviceProvider, displayName: String, imageURL: String, providerCategories: [Extensible<ProviderCategory>]) {
    deviceProviderName = .known(provider)
    self.displayName = displayName
    self.imageURL = imageURL
    self.providerCategories = providerCategories
  }
  public static let blank = OfferedProvider(
    .saltoKs, displayName: "", imageURL: "", providerCategories: [])

  public mutating func describe(_ field: Field) {
    field("device_provider_name", &deviceProviderName, "Its name, for programs.")
    field("display_name", &displayName, "A name to show.")
    field("image_url", &imageURL, "A picture to show.")
    field("provider_categories", &providerCategories, "The kinds it belongs to.")
    field("can_remotely_unlock", &canRemotelyUnlock, "Whether its locks can be opened from afar.")
    field("can_remotely_lock", &canRemotelyLock, "Whether its locks can be locked from afar.")
    field("can_unlock_with_code", &canUnlockWithCode, "Whether a PIN opens its locks.")
  }
}
