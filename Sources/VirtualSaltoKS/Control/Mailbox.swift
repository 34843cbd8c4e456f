extension Cloud {
  /// The mailed PINs of the people who have not activated them yet.
  var iqPins: [[String: Any]] {
    var pins: [[String: Any]] = []
    for site in state.sites {
      for iq in site.iqs.values.sorted(by: { $0.id < $1.id }) {
        for (person, code) in (iq.remoteCodes ?? [:]).sorted(by: { $0.key < $1.key }) where !code.isActivated {
          if let pin = code.pin { pins.append(["iq_id": iq.id, "user_id": person, "pin": pin]) }
        }
      }
    }
    return pins
  }
}
