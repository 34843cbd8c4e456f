public import Wire

/// The appearance of the page on which an account is connected.
public struct WebviewCustomization: Record, Hashable {
  public static let name = "connect_webview_customization"

  public enum LogoShape: String, Choice { case circle, square }

  public var logoShape: Extensible<LogoShape>?
  public var primaryButtonColor: String?
  public var primaryButtonTextColor: String?
  public var successMessage: String?
  public init() {}
  public static let blank = WebviewCustomization()

  public mutating func describe(_ field: inout some Field) {
    field("logo_shape", &logoShape, "Shape of the logo.")
    field("primary_button_color", &primaryButtonColor, "Color of the primary button.")
    field("primary_button_text_color", &primaryButtonTextColor, "Text color of the primary button.")
    field("success_message", &successMessage, "Message shown after an account was connected.")
  }
}

/// Changes of the customization.
public struct WebviewCustomizationChange: Record {
  public static let name = "connect_webview_customization_change"

  public var logoShape = Change<WebviewCustomization.LogoShape>.keep
  public var primaryButtonColor = Change<String>.keep
  public var primaryButtonTextColor = Change<String>.keep
  public var successMessage = Change<String>.keep
  public init() {}
  public static let blank = WebviewCustomizationChange()

  public mutating func describe(_ field: inout some Field) {
    field("logo_shape", &logoShape, "Shape of the logo.")
    field("primary_button_color", &primaryButtonColor, "Color of the primary button: # and hexadecimal digits.")
    field(
      "primary_button_text_color", &primaryButtonTextColor,
      "Text color of the primary button: # and hexadecimal digits.")
    field("success_message", &successMessage, "Message shown after an account was connected.")
  }

  public func applied(to now: WebviewCustomization) -> WebviewCustomization {
    var new = now
    switch logoShape {
    case .keep: break
    case .clear: new.logoShape = nil
    case .set(let shape): new.logoShape = .known(shape)
    }
    new.primaryButtonColor = primaryButtonColor.applied(to: now.primaryButtonColor)
    new.primaryButtonTextColor = primaryButtonTextColor.applied(to: now.primaryButtonTextColor)
    new.successMessage = successMessage.applied(to: now.successMessage)
    return new
  }
}
