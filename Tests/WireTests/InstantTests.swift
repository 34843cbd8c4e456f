import Testing
import Wire

/// Arithmetic that no number from outside can overflow.
@Suite("Instant") struct InstantTests {
  @Test("arithmetic stops at the ends of time") func arithmeticStopsAtTheEndsOfTime() {
    let now = Instant(microseconds: 1_730_365_200_000_000)
    for seconds in [Int.max, Int.max / 1_000_000, 1_000_000_000_000] {
      #expect(now + .seconds(seconds) == .latest)
      #expect(now - .seconds(seconds) == .earliest)
      #expect(now + .seconds(-seconds) == .earliest)
    }
    #expect(Instant(microseconds: .max) == .latest)
    #expect(Instant(microseconds: .min) == .earliest)
    #expect(Instant.earliest + (.latest - .earliest) == .latest)
    #expect(Duration.seconds(Int.max).wholeMicroseconds == .max)
    #expect(Duration.seconds(Int.min).wholeMicroseconds == .min)
    #expect(Duration.seconds(3).wholeMicroseconds == 3_000_000)
  }

  @Test("every moment can be written") func everyMomentCanBeWritten() {
    #expect(Instant.earliest.description == "0001-01-01T00:00:00.000Z")
    #expect(Instant.latest.description == "9999-12-31T23:59:59.999999Z")
    #expect(Instant(Instant.latest.description) == .latest)
    #expect(Instant(Instant.earliest.description) == .earliest)
  }

  @Test("an offset that leads out of the written years is no instant")
  func anOffsetThatLeadsOutOfTheWrittenYearsIsNoInstant() {
    #expect(Instant("0001-01-01T00:00:00+00:01") == nil)
    #expect(Instant("9999-12-31T23:59:59-00:01") == nil)
    #expect(Instant("9999-12-31T23:59:59+00:01") != nil)
  }

  @Test("what does not fit becomes the nearest that does") func whatDoesNotFitBecomesTheNearestThatDoes() {
    #expect(Int.max.addingSaturated(1) == .max)
    #expect(Int.min.addingSaturated(-1) == .min)
    #expect(Int.min.subtractingSaturated(1) == .min)
    #expect(Int.max.subtractingSaturated(-1) == .max)
    #expect(Int.max.multipliedSaturated(by: 2) == .max)
    #expect(Int.max.multipliedSaturated(by: -2) == .min)
    #expect(Int.min.multipliedSaturated(by: -1) == .max)
    #expect(Int(saturating: 1e300) == .max)
    #expect(Int(saturating: -.infinity) == .min)
    #expect(Int(saturating: .nan) == 0)
    #expect(Int(saturating: 2.9) == 2)
    #expect(UInt8(saturating: -1) == 0)
  }
}
