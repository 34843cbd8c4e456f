public import Wire

/// The parts of a customer's page. Each is shown unless it is excluded.
public struct PortalFeatures: Record, Hashable {
  public static let name = "portal_features"
  public static let blank = PortalFeatures()
  public var configure: Configure?
  public var connect: Connect?
  public var manage: Manage?
  public var manageDevices: Part?
  public var organize: Part?
  public init() {}

  public mutating func describe(_ field: inout some Field) {
    field("configure", &configure, "Rules.", .emptyByDefault)
    field("connect", &connect, "Connecting accounts.", .emptyByDefault)
    field("manage", &manage, "Stays, places and staff.", .emptyByDefault)
    field("manage_devices", &manageDevices, "Devices.", .emptyByDefault)
    field("organize", &organize, "The doors of spaces.", .emptyByDefault)
  }

  /// A part that can be excluded.
  public struct Part: Record, Hashable {
    public static let name = "portal_part"
    public static let blank = Part()
    public var exclude = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(standard: "exclude", &exclude, "Whether the page omits it.")
    }
  }

  /// The part with the rules.
  public struct Configure: Record, Hashable {
    public static let name = "portal_configure"
    public static let blank = Configure()
    public var allowAccessAutomationRuleCustomization = false
    public var allowClimateAutomationRuleCustomization = false
    public var allowInstantKeyCustomization = false
    public var exclude = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        standard: "allow_access_automation_rule_customization", &allowAccessAutomationRuleCustomization,
        "Whether the customer can change rules of access.")
      field(
        standard: "allow_climate_automation_rule_customization", &allowClimateAutomationRuleCustomization,
        "Has no effect here.")
      field(
        standard: "allow_instant_key_customization", &allowInstantKeyCustomization,
        "Whether the customer can change the page of instant keys.")
      field(standard: "exclude", &exclude, "Whether the page omits it.")
    }
  }

  /// The part on which accounts are connected.
  public struct Connect: Record, Hashable {
    public static let name = "portal_connect"
    public static let blank = Connect()
    public var acceptedProviders: [String]?
    public var exclude = false
    public var excludedProviders: [String]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("accepted_providers", &acceptedProviders, "Only these providers.", .maxLength(100))
      field(standard: "exclude", &exclude, "Whether the page omits it.")
      field("excluded_providers", &excludedProviders, "All but these providers.", .maxLength(100))
    }
  }

  /// The part with stays, places and staff.
  public struct Manage: Record, Hashable {
    public static let name = "portal_manage"
    public static let blank = Manage()
    public var deviceManagementConfirmation: Confirmation?
    public var events: Events?
    public var exclude = false
    public var excludeReservationManagement = false
    public var excludeReservationTechnicalDetails = false
    public var excludeStaffManagement = false
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "device_management_confirmation", &deviceManagementConfirmation, "The question before a device is changed.")
      field("events", &events, "The events to show.")
      field(standard: "exclude", &exclude, "Whether the page omits it.")
      field(standard: "exclude_reservation_management", &excludeReservationManagement, "Whether it omits stays.")
      field(
        standard: "exclude_reservation_technical_details", &excludeReservationTechnicalDetails,
        "Whether it omits the details of stays.")
      field(standard: "exclude_staff_management", &excludeStaffManagement, "Whether it omits the staff.")
    }
  }

  /// The question before a device is changed.
  public struct Confirmation: Record, Hashable {
    public static let name = "portal_confirmation"
    public static let blank = Confirmation()
    public var body: String?
    public var cancelButtonLabel: String?
    public var confirmButtonLabel: String?
    public var title: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("body", &body, "The question.")
      field("cancel_button_label", &cancelButtonLabel, "Text of the button that cancels.")
      field("confirm_button_label", &confirmButtonLabel, "Text of the button that confirms.")
      field("title", &title, "Title.")
    }
  }

  /// The events to show.
  public struct Events: Record, Hashable {
    public static let name = "portal_events"
    public static let blank = Events()
    public var allowedEvents: [String]?
    public var defaultEvents: [String]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("allowed_events", &allowedEvents, "Types of events that can be shown.", .maxLength(500))
      field("default_events", &defaultEvents, "Types of events that are shown at first.", .maxLength(500))
    }
  }
}
