public import Wire

/// A member of an access code that differs at the site.
public struct AccessCodeModifiedField: Record, Hashable {
  public static let name = "access_code_modified_field"
  public var field: String
  public var from: Nullable<String>
  public var to: Nullable<String>

  public init(_ field: String, from: String?, to: String?) {
    self.field = field
    self.from = Nullable(from)
    self.to = Nullable(to)
  }
  public static let blank = AccessCodeModifiedField("", from: nil, to: nil)

  public mutating func describe(_ visit: inout some Field) {
    visit("field", &field, "Name of the member.")
    visit("from", &from, "Value here, or null.")
    visit("to", &to, "Value at the site, or null.")
  }
}
