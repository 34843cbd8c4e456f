/// Saturating arithmetic, for numbers from outside.
extension FixedWidthInteger {
  public func addingSaturated(_ other: Self) -> Self {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? other < 0 ? .min : .max : sum
  }

  public func subtractingSaturated(_ other: Self) -> Self {
    let (difference, overflows) = subtractingReportingOverflow(other)
    return overflows ? other < 0 ? .max : .min : difference
  }

  public func multipliedSaturated(by other: Self) -> Self {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? (self < 0) == (other < 0) ? .max : .min : product
  }

  /// The integer part of a number, saturated. Not-a-number becomes 0.
  public init(saturating number: Double) {
    if number.isNaN {
      self = 0
    } else {
      self = Self(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
    }
  }
}

extension Duration {
  /// The duration as a wait: at least zero and at most a year, which every clock and timer can add to its current time.
  public var asWait: Duration { max(.zero, min(self, .seconds(31_536_000))) }
}
