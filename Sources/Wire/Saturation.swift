/// Arithmetic on numbers from outside: where the result does not fit, it is the greatest or smallest number that does.
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

  /// The whole part of a number, or the nearest that fits; 0 for what is no number.
  public init(saturating number: Double) {
    if number.isNaN {
      self = 0
    } else {
      self = Self(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
    }
  }
}

extension Duration {
  /// As long as anybody waits: at least nothing and at most a year, which every clock and timer can add to its present.
  public var asWait: Duration { max(.zero, min(self, .seconds(31_536_000))) }
}
