import Testing
import Wire

@testable import Core

@Suite("Local moments") struct LocalMoments {
  @Test(
    "are what the clocks of a site show",
    arguments: [
      ("2024-11-01T15:00:00.000Z", "Europe/Amsterdam", "2024-11-01", "16:00", 4),
      ("2024-10-27T00:30:00.000Z", "Europe/Amsterdam", "2024-10-27", "02:30", 6),
      ("2024-10-27T01:30:00.000Z", "Europe/Amsterdam", "2024-10-27", "02:30", 6),
      ("2024-12-31T23:30:00.000Z", "Europe/Amsterdam", "2025-01-01", "00:30", 2),
      ("2024-03-01T03:15:00.000Z", "America/New_York", "2024-02-29", "22:15", 3),
      ("1969-12-31T23:59:59.000Z", "UTC", "1969-12-31", "23:59", 2),
    ])
  func wallClock(moment: String, zone: String, date: String, time: String, weekday: Int) throws {
    let local = LocalMoment(try #require(Instant(moment)), in: try #require(SiteZone(zone)))
    #expect(local.date == date)
    #expect(local.time == time)
    #expect(local.weekday == weekday)
  }
}
