import API
import Wire

/// A problem that needs a person, with the next step as a button to the page that can do it.
struct OverviewAttention {
  private let item: Attention
  private let visit: ConsoleVisit

  init(_ item: Attention, _ visit: ConsoleVisit) {
    self.item = item
    self.visit = visit
  }

  var context: ConsoleContext {
    let message = item.message.hasSuffix(".") ? String(item.message.dropLast()) : item.message
    let times = visit.times(item.subject.acsSystemID.flatMap { visit.site($0) })
    let since = item.severity == .coming ? "From" : "Since"
    return [
      "state": item.severity == .critical ? "is-bad" : "is-warn", "icon": icon(symbol),
      "title": "\(item.subjectName): \(message)",
      "text": "\(item.consequence) \(since) \(times.text(item.since)).", "step": shown(step),
    ]
  }

  private var symbol: ConsoleIcon {
    switch item.kind.known {
    case .account: .plug
    case .site, .iq: .wifiOff
    case .seats: .people
    case .access: .user
    case .webhook: .webhook
    case .battery: .batteryLow
    case .customerData: .list
    case nil: .warn
    }
  }

  /// Nil if there is nothing to do, or if the operator may not do it.
  private var step: ConsoleContext? {
    let (subject, mayConnect) = (item.subject, visit.may(.administrator))
    switch item.nextStep.known {
    case .connectAccount: return mayConnect ? link("Connect it again", "connections") : nil
    case .checkSite, .checkIQ: return mayConnect ? link("See the connection", "connections") : nil
    case .addSeats:
      let forecast = visit.link("overview#seats", ["site": subject.acsSystemID?.text])
      return ["href": forecast, "text": "See the forecast"]
    case .changePerson: return subject.acsUserID.map { link("Open the person’s page", "people/\($0)") }
    case .changeGrant: return subject.accessGrantID.map { link("Open the stay", "stays/\($0)") }
    case .resumeWebhook:
      return mayConnect ? subject.webhookID.map { link("Check and resume", "webhooks/\($0)") } : nil
    case .replaceBattery: return subject.acsEntranceID.map { link("Open the door’s page", "doors/\($0)") }
    case .checkRun:
      return mayConnect ? subject.customerRunID.map { link("See what was refused", "import/\($0)") } : nil
    case .wait, nil: return nil
    }
  }

  private func link(_ text: String, _ path: String) -> ConsoleContext { ["href": visit.link(path), "text": text] }
}
