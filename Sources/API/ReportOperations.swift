public import Wire

/// Reports about devices of brands whose interfaces do not tell enough. Salto KS tells all itself.
extension AcsSystems {
  public struct ReportDevices: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/acs/systems/report_devices", .act, by: .workspace, title: "Report devices of an ACS system",
      doc: "Not supported for Salto KS systems: their entrances are synced.",
      refusal: Operation.Refusal(
        "Salto KS reports its entrances itself. Call /connected_accounts/sync to read them again"))

    /// An encoder of a Hotek system.
    public struct Encoder: Record {
      /// The place of the encoder.
      public struct HotekMetadata: Record {
        public var encoderNumber = ""
        public init() {}
        public static let blank = HotekMetadata()
        public mutating func describe(_ field: inout some Field) {
          field("encoder_number", &encoderNumber, "Number of the encoder.")
        }
      }
      public var hotekMetadata = HotekMetadata()
      public var isRemoved = false
      public init() {}
      public static let blank = Encoder()
      public mutating func describe(_ field: inout some Field) {
        field("hotek_metadata", &hotekMetadata, "Metadata specific to Hotek.")
        field(standard: "is_removed", &isRemoved, "Whether the encoder was removed.")
      }
    }

    /// An entrance of a Hotek system.
    public struct Entrance: Record {
      /// The place of the entrance.
      public struct HotekMetadata: Record {
        public var commonAreaName: String?
        public var commonAreaNumber: String?
        public var roomNumber: String?
        public init() {}
        public static let blank = HotekMetadata()
        public mutating func describe(_ field: inout some Field) {
          field("common_area_name", &commonAreaName, "Name of the common area.")
          field("common_area_number", &commonAreaNumber, "Number of the common area.")
          field("room_number", &roomNumber, "Number of the room.")
        }
      }
      public var hotekMetadata = HotekMetadata()
      public var isRemoved = false
      public init() {}
      public static let blank = Entrance()
      public mutating func describe(_ field: inout some Field) {
        field("hotek_metadata", &hotekMetadata, "Metadata specific to Hotek.")
        field(standard: "is_removed", &isRemoved, "Whether the entrance was removed.")
      }
    }

    public var acsSystemID = ID<AcsSystem>.blank
    public var acsEncoders: [Encoder] = []
    public var acsEntrances: [Entrance] = []
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_system_id", &acsSystemID, "ID of the system.")
      field(standard: "acs_encoders", &acsEncoders, "Its encoders.")
      field(standard: "acs_entrances", &acsEntrances, "Its entrances.")
    }
  }
}

extension Devices {
  public struct ReportProviderMetadata: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/report_provider_metadata", .act, by: .workspace, title: "Report metadata of devices",
      doc: "Not supported for Salto KS locks: their time zones are synced.",
      refusal: Operation.Refusal("Salto KS reports the time zones of its sites itself. Omit these devices"))

    /// What is reported about a device.
    public struct Report: Record {
      /// The time zone of a device.
      public struct Zone: Record {
        public var timeZone = ""
        public init() {}
        public static let blank = Zone()
        public mutating func describe(_ field: inout some Field) {
          field("time_zone", &timeZone, "Time zone of the device.")
        }
      }
      public var deviceID = ID<Device>.blank
      public var omnitecMetadata: Zone?
      public var schlageMetadata: Zone?
      public var ultraloqMetadata: Zone?
      public init() {}
      public static let blank = Report()
      public mutating func describe(_ field: inout some Field) {
        field("device_id", &deviceID, "The device.")
        field("omnitec_metadata", &omnitecMetadata, "Metadata specific to Omnitec.")
        field("schlage_metadata", &schlageMetadata, "Metadata specific to Schlage.")
        field("ultraloq_metadata", &ultraloqMetadata, "Metadata specific to Ultraloq.")
      }
    }

    public var devices: [Report] = []
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("devices", &devices, "What is reported about each device.", .minLength(1), .maxLength(1000))
    }
  }

  public struct Delete: DeviceRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/devices/delete", .delete, by: .workspace, title: "Delete a device",
      doc: "Not supported for Salto KS locks: a lock is deleted when its site removes it, or with its account.",
      refusal: Operation.Refusal(
        "A Salto KS lock is deleted when its site removes it. Make the device unmanaged by /devices/update, or delete the "
          + "account of its site"))
    public var deviceID = ID<Device>.blank
    public init() {}
  }
}
