public import Wire

/// A rule for the codes of a lock.
public struct CodeConstraint: Record, Hashable {
  public static let name = "code_constraint"

  /// Every rule of the public API. Only ``cannotSpecifyPinCode`` is used here.
  public enum Kind: String, Choice {
    case noZeros = "no_zeros"
    case cannotStartWith12 = "cannot_start_with_12"
    case noTripleConsecutiveInts = "no_triple_consecutive_ints"
    /// The site chooses the digits.
    case cannotSpecifyPinCode = "cannot_specify_pin_code"
    case pinCodeMatchesExistingSet = "pin_code_matches_existing_set"
    case startDateInFuture = "start_date_in_future"
    case noAscendingOrDescendingSequence = "no_ascending_or_descending_sequence"
    case atLeastThreeUniqueDigits = "at_least_three_unique_digits"
    case cannotContain089 = "cannot_contain_089"
    case cannotContain0789 = "cannot_contain_0789"
    case uniqueFirstFourDigits = "unique_first_four_digits"
    case noAllSameDigits = "no_all_same_digits"
    case nameLength = "name_length"
    case nameMustBeUnique = "name_must_be_unique"
  }

  public var kind: Extensible<Kind>
  public var minLength: Double?
  public var maxLength: Double?

  public init(_ kind: Kind) { self.kind = .known(kind) }
  public static let blank = CodeConstraint(.cannotSpecifyPinCode)

  public mutating func describe(_ field: inout some Field) {
    field("constraint_type", &kind, "The rule.")
    field("min_length", &minLength, "Minimum length of a name.")
    field("max_length", &maxLength, "Maximum length of a name.")
  }
}
