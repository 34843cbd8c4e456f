public import Wire

/// What a link shows before it is used. It contains no secret.
public struct InstantKeyPreview: Record, Answer {
  public static let name = "instant_key_preview"

  public enum Status: String, Choice { case ready, expired, used }

  public var shortCode = ""
  public var keyStatus: Extensible<Status> = .known(.ready)
  public var hotel = Hotel()
  public var guest = Guest()
  public var room = Room()
  public var access: [Access] = []
  public var supportPhone = ""
  public var supportEmail = ""
  public var createdAt = ""
  public var updatedAt = ""
  public var expiresAt = ""
  public init() {}
  public static let blank = InstantKeyPreview()

  public mutating func describe(_ field: inout some Field) {
    field("shortcode", &shortCode, "The code of the link.")
    field("key_status", &keyStatus, "Whether the link can be used.")
    field("hotel", &hotel, "The site.")
    field("guest", &guest, "The person.")
    field("room", &room, "The room. Always empty here.")
    field("access", &access, "The doors.")
    field("support_phone", &supportPhone, "Phone number for help, or an empty text.")
    field("support_email", &supportEmail, "E-mail address for help, or an empty text.")
    field("created_at", &createdAt, "When the link was created.")
    field("updated_at", &updatedAt, "Same as `created_at`.")
    field("expires_at", &expiresAt, "When the last access grant of the identity ends.")
  }

  /// The site of a link.
  public struct Hotel: Record, Hashable {
    public static let name = "instant_key_preview_hotel"
    public var hotelName = ""
    public var primaryColor = ""
    public var accentColor = ""
    public var secondaryColor = ""
    public var logoURL: String?
    public var verified = false
    public init() {}
    public static let blank = Hotel()

    public mutating func describe(_ field: inout some Field) {
      field("hotel_name", &hotelName, "Name of the site.")
      field("primary_color", &primaryColor, "Primary color of the link's profile, or an empty text.")
      field("accent_color", &accentColor, "Accent color. Always empty here.")
      field("secondary_color", &secondaryColor, "Secondary color of the link's profile, or an empty text.")
      field("logo_url", &logoURL, "Address of the logo.")
      field("verified", &verified, "Whether the site is verified. Always false here.")
    }
  }

  /// The person of a link. Only the first name is shown.
  public struct Guest: Record, Hashable {
    public static let name = "instant_key_preview_guest"
    public var firstName = ""
    public var lastName = ""
    public var fullName = ""
    public var email = ""
    public var checkInDate = ""
    public var checkOutDate = ""
    public init() {}
    public static let blank = Guest()

    public mutating func describe(_ field: inout some Field) {
      field("first_name", &firstName, "First name, or an empty text.")
      field("last_name", &lastName, "Last name. Always empty here.")
      field("full_name", &fullName, "Same as the first name.")
      field("email", &email, "E-mail address. Always empty here.")
      field("check_in_date", &checkInDate, "Local date of the start.")
      field("check_out_date", &checkOutDate, "Local date of the end, or an empty text.")
    }
  }

  /// The room of a link.
  public struct Room: Record, Hashable {
    public static let name = "instant_key_preview_room"
    public var roomNumber = ""
    public var roomType = ""
    public var floor = 0.0
    public init() {}
    public static let blank = Room()

    public mutating func describe(_ field: inout some Field) {
      field("room_number", &roomNumber, "Number of the room.")
      field("room_type", &roomType, "Kind of room.")
      field("floor", &floor, "Floor.")
    }
  }

  /// A door of a link.
  public struct Access: Record, Hashable {
    public static let name = "instant_key_preview_access"
    public var doorName: String
    public var icon: String
    public var available: Bool
    public var hours: String?
    public var location: String?
    public init(doorName: String, icon: String, available: Bool) {
      self.doorName = doorName
      self.icon = icon
      self.available = available
    }
    public static let blank = Access(doorName: "", icon: "", available: false)

    public mutating func describe(_ field: inout some Field) {
      field("name", &doorName, "Name of the door.")
      field("icon", &icon, "Name of an icon.")
      field("available", &available, "Whether the person has access now.")
      field("hours", &hours, "Opening hours.")
      field("location", &location, "Place of the door.")
    }
  }
}
