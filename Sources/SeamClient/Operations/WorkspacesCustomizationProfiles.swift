// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Workspaces {
  /// The operations under `/workspaces/customization_profiles`.
  public struct CustomizationProfiles: Sendable {
    let seam: Seam

    /// Creates a profile with colors, fonts and texts.
    ///
    /// - Parameters:
    ///   - name: Name of the profile.
    ///   - primaryColor: Color of buttons.
    ///   - secondaryColor: Color of other buttons.
    ///   - customerPortalTheme: The colors and fonts of a customer's page.
    ///   - messageOverrides: Own texts by language and key.
    @discardableResult
    public func create(
      name: String? = nil, primaryColor: String? = nil, secondaryColor: String? = nil,
      customerPortalTheme: CustomizationLooks.Theme? = nil, messageOverrides: MessageOverrides? = nil
    ) async throws -> CustomizationProfile {
      var request = API.CustomizationProfiles.Create()
      request.name = name.map { .value($0) }
      request.primaryColor = primaryColor
      request.secondaryColor = secondaryColor
      request.customerPortalTheme = customerPortalTheme
      request.messageOverrides = messageOverrides
      return try await seam.send(request)
    }

    /// Returns one customization profile.
    ///
    /// - Parameters:
    ///   - customizationProfileID: The profile.
    public func get(customizationProfileID: ID<CustomizationProfile>) async throws -> CustomizationProfile {
      var request = API.CustomizationProfiles.Get()
      request.customizationProfileID = customizationProfileID
      return try await seam.send(request)
    }

    /// Returns the customization profiles in order of creation.
    ///
    /// - Parameters:
    ///   - customerKey: Only profiles that this customer created.
    public func list(customerKey: String? = nil) async throws -> [CustomizationProfile] {
      var request = API.CustomizationProfiles.List()
      request.customerKey = customerKey
      return try await seam.send(request)
    }

    /// Updates the name, colors, fonts and texts of a profile.
    ///
    /// - Parameters:
    ///   - customizationProfileID: The profile.
    ///   - name: Name of the profile. Null clears it.
    ///   - primaryColor: Color of buttons.
    ///   - secondaryColor: Color of other buttons.
    ///   - customerPortalTheme: The colors and fonts of a customer's page. Null clears them.
    ///   - messageOverrides: Own texts by language and key. Null clears them.
    public func update(
      customizationProfileID: ID<CustomizationProfile>, name: Change<String> = .keep, primaryColor: String? = nil,
      secondaryColor: String? = nil, customerPortalTheme: Change<CustomizationLooks.Theme> = .keep,
      messageOverrides: Change<MessageOverrides> = .keep
    ) async throws {
      var request = API.CustomizationProfiles.Update()
      request.customizationProfileID = customizationProfileID
      request.name = name
      request.primaryColor = primaryColor
      request.secondaryColor = secondaryColor
      request.customerPortalTheme = customerPortalTheme
      request.messageOverrides = messageOverrides
      try await seam.send(request)
    }

    /// Not supported: pages show no images of others.
    public func uploadImages() async throws {
      try await seam.send(API.CustomizationProfiles.UploadImages())
    }
  }
}
