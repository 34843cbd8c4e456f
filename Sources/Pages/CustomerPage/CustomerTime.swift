import Core
import Wire

/// Local times of a stay, as the page shows them and as its fields have them.
enum CustomerTime {
  /// The value of a field, for a time such as `2026-11-27 15:00`.
  static func field(_ text: String) -> String { text.replacing(" ", with: "T") }

  /// The moment of a field. Of a repeated time, the first. Nil if it is malformed or skipped by the clock.
  static func instant(_ field: String, in zone: String) -> Instant? {
    guard field.utf8.count == 16, let wallClock = Instant("\(field):00Z") else { return nil }
    return (SiteZone(zone)?.moments(showing: wallClock) ?? [wallClock]).min()
  }
}
