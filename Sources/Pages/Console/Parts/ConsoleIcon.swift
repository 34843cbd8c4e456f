/// The icons of the console.
enum ConsoleIcon: String, Sendable {
  case activity
  case arrowRight = "arrow-right"
  case battery
  case batteryCritical = "battery-critical"
  case batteryLow = "battery-low"
  case calendar
  case card
  case check
  case checkCircle = "check-circle"
  case chevron
  case clock
  case code
  case copy
  case door
  case download
  case exit
  case eye
  case flask
  case info
  case key
  case link
  case list
  case lock
  case mail
  case menu
  case minus
  case moon
  case move
  case overview
  case pause
  case people
  case phone
  case pin
  case plug
  case plus
  case print
  case question
  case refresh
  case search
  case settings
  case shield
  case space
  case unlock
  case user
  case warn
  case webhook
  case wifi
  case wifiOff = "wifi-off"
  case x
  case xCircle = "x-circle"
}

/// An icon beside words, to interpolate into a template.
func icon(_ icon: ConsoleIcon) -> String {
  "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-\(icon.rawValue)\"/></svg>"
}
