import API
import Store
import Testing
import Wire

@Suite("A value") struct ValueTests {
  @Test("has a type in SQL even if it is nil")
  func typeOfNil() {
    let values: [any SQLValue] = [
      nil as Int?, nil as String?, nil as [UInt8]?, nil as ID<Workspace>?, nil as Instant?, true,
    ]
    #expect(values.map { type(of: $0).sqlType } == [.integer, .text, .blob, .text, .integer, .integer])
    #expect(values.dropLast().allSatisfy { $0.sqlValue == .null })
  }
}
