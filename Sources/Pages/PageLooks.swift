import API
import Core

/// The ground of a page's text that is hardest to read on, in light and in dark.
struct PageGrounds: Sendable {
  let light: Color
  let dark: Color
  /// Whether the page is dark only in browsers that know `light-dark()`.
  var needsLightDark = false
}

/// The looks that a workspace or a customization profile gives a page.
struct PageLooks {
  var primary: String?
  var primaryText: String?
  var secondary: String?
  var secondaryText: String?
  /// Names of fonts, separated by commas.
  var fonts: String?

  /// A style sheet after the page's own, which sets the tokens that differ. Nil if there are none.
  ///
  /// Values come from callers, so colors are parsed and written again, and names of fonts are quoted: nothing can end a
  /// rule. All text stays readable.
  func sheet(on grounds: PageGrounds) -> String? {
    var rules: [String] = []
    var dark = ""
    if let color = primary.flatMap({ Color($0) }) {
      let ink = color.ink(requested: primaryText.flatMap { Color($0) })
      let accent = color.readable(on: grounds.light, towards: .black)
      // The tint belongs to the page's own accent.
      rules += ["--brand:\(color)", "--on-brand:\(ink)", "--accent:\(accent)", "--accent-tint:var(--idle-tint)"]
      dark = Self.darkRule("--accent:\(color.readable(on: grounds.dark, towards: .white))", grounds)
    }
    if let color = secondary.flatMap({ Color($0) }) {
      rules += ["--quiet:\(color)", "--on-quiet:\(color.ink(requested: secondaryText.flatMap { Color($0) }))"]
    }
    let families = Self.families(fonts ?? "")
    if !families.isEmpty { rules.append("--font:\((families + ["system-ui", "sans-serif"]).joined(separator: ","))") }
    return rules.isEmpty ? nil : ":root{\(rules.joined(separator: ";"))}\(dark)"
  }

  private static func darkRule(_ rule: String, _ grounds: PageGrounds) -> String {
    let whole = "@media(prefers-color-scheme:dark){:root{\(rule)}}"
    return grounds.needsLightDark ? "@supports(color:light-dark(#000,#fff)){\(whole)}" : whole
  }

  private static let genericFamilies: Set<String> = [
    "serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded",
  ]

  private static func families(_ list: String) -> [String] {
    list.split(separator: ",").compactMap { item in
      let name = item.filter { $0 != "\"" && $0 != "'" }.split(separator: " ").joined(separator: " ")
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || " -_".contains($0) }) else { return nil }
      return genericFamilies.contains(name) ? name : "\"\(name)\""
    }
  }
}

extension PageLooks {
  /// The looks of a page of guests.
  init(_ looks: CustomizationLooks) {
    primary = looks.primaryColor
    secondary = looks.secondaryColor
  }

  /// The looks of a page of a customer.
  init(ofPortal looks: CustomizationLooks) {
    let theme = looks.customerPortalTheme
    primary = theme?.primaryColor ?? looks.primaryColor
    primaryText = theme?.primaryForegroundColor
    secondary = theme?.secondaryColor ?? looks.secondaryColor
    secondaryText = theme?.secondaryForegroundColor
    fonts = theme?.fontFamily
  }

  /// The looks of a connect webview.
  init(_ customization: WebviewCustomization) {
    primary = customization.primaryButtonColor
    primaryText = customization.primaryButtonTextColor
  }
}
