import Core
import Testing
import Wire

/// Arithmetic in Core with extreme numbers and moments from outside.
@Suite("Bounds") struct BoundsTests {
  private func site(_ seats: Int, _ used: Int) -> ObservedSite {
    ObservedSite(
      id: ExternalID("site"), name: "Site", timeZone: "UTC", seats: seats, seatsUsed: used, isSubscriptionValid: true,
      acceptsPins: true, acceptsMobileKeys: true)
  }

  @Test("seats that nobody can count are cut") func seatsThatNobodyCanCountAreCut() {
    for (given, shown) in [(Int.max, 1_000_000_000), (Int.min, 0), (-1, 0), (20, 20)] {
      let observed = site(given, given)
      #expect(observed.seats == shown && observed.seatsUsed == shown)
      let seats = Seats(limit: observed.seats, used: observed.seatsUsed, reserved: 0, forStaff: 1_000_000)
      #expect(seats.free == 0 && seats.isAlmostReached == (shown > 0))
    }
  }

  @Test(
    "days end with time",
    arguments: ["UTC", "Europe/Amsterdam", "Pacific/Apia", "Pacific/Kiritimati", "America/Los_Angeles"])
  func daysEndWithTime(_ name: String) throws {
    let zone = try #require(SiteZone(name))
    for moment in [Instant.earliest, .earliest + .seconds(86_400), .latest - .seconds(86_400), .latest] {
      let (start, next) = (zone.startOfDay(at: moment), zone.startOfNextDay(at: moment))
      #expect(start <= next && next <= .latest)
      _ = zone.moments(showing: moment)
    }
    #expect(zone.switches(after: .latest - .seconds(86_400), until: .latest + .seconds(Int.max)).isEmpty)
  }
}
