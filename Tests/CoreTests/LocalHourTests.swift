import Core
import Testing
import Wire

@Suite("The hours of a local day") struct LocalHours {
  @Test("follow each other without a gap, also across switches", arguments: SiteZone.names)
  func areWhole(_ name: String) throws {
    let zone = try #require(SiteZone(name))
    for date in ["2024-01-15", "2024-03-10", "2024-03-31", "2024-04-07", "2024-10-06", "2024-10-27", "2024-11-03"] {
      let day = try #require(zone.day(showing: date), "\(name) \(date)")
      let hours = zone.hours(from: day.startsAt, until: day.endsAt)
      #expect(hours.first?.startsAt == day.startsAt, "\(name) \(date)")
      #expect(hours.last?.endsAt == day.endsAt, "\(name) \(date)")
      for (hour, next) in zip(hours, hours.dropFirst()) {
        #expect(hour.endsAt == next.startsAt, "\(name) \(date)")
        #expect(hour.startsAt < hour.endsAt, "\(name) \(date)")
      }
    }
  }

  @Test("repeat half an hour where clocks go back by half an hour")
  func halfHours() throws {
    let zone = try #require(SiteZone("Australia/Lord_Howe"))
    let day = try #require(zone.day(showing: "2024-04-07"))
    let hours = zone.hours(from: day.startsAt, until: day.endsAt)
    #expect(hours.filter(\.isRepeated).count == 1)
    #expect(hours.count == 25)
  }
}
