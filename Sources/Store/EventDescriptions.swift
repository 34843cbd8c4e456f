import API
import Core
import Wire

extension Connection {
  /// The event with what there is to tell of its account and device, so that who hears of it need not ask.
  func described(_ bare: Event) throws -> Event {
    guard case .known(let type) = bare.eventType, let form = EventForm.all[type] else { return bare }
    var event = bare
    event.eventDescription = form.doc
    if form.has("connected_account_custom_metadata"), let id = event.subject.connectedAccountID,
      let account = try connectedAccount(id, in: event.workspaceID)
    {
      event.details.note(account, in: form)
    }
    if form.has("device_custom_metadata"), let id = event.subject.deviceID {
      let notes = try deviceSettings(of: ID(id.text), in: event.workspaceID).notes
      if event.details.deviceMetadata == nil, !notes.members.isEmpty { event.details.deviceMetadata = notes }
    }
    return event
  }
}

extension EventDetails {
  mutating func note(_ account: ConnectedAccountRecord, in form: EventForm) {
    if !account.customMetadata.isEmpty { connectedAccountMetadata = Metadata(account.customMetadata) }
    if form.has("customer_key") { customerKey = account.customerKey }
    if form.has("connected_account_type") { connectedAccountType = account.provider }
  }
}
