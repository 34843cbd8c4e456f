import Core
import Testing

@Suite("A line of comma-separated values")
struct CSVLineTests {
  @Test("quotes commas, quotation marks and line breaks")
  func quotes() {
    let line = csvLine(["Jane", "Doe, Jane", "the \"Annex\"", "two\nlines", ""])
    #expect(line == "Jane,\"Doe, Jane\",\"the \"\"Annex\"\"\",\"two\nlines\",")
    #expect(csvLine(["two\r\nlines"]) == "\"two\r\nlines\"")
  }

  @Test("keeps spreadsheets from running a name as a formula")
  func formulas() {
    #expect(csvLine(["=1+1", "+1", "-1", "@SUM(A1)", "1=1"]) == "'=1+1,'+1,'-1,'@SUM(A1),1=1")
    #expect(csvLine(["\tX"]) == "'\tX")
    // A spreadsheet that separates by semicolons begins a value after each, and after the end of a line.
    #expect(csvLine(["Jane;=1+1;-2", "a; b;c"]) == "Jane;'=1+1;'-2,a; b;c")
    #expect(csvLine(["Jane\n@SUM(A1)", "two\r\n+1"]) == "\"Jane\n'@SUM(A1)\",\"two\r\n'+1\"")
    // An accent makes another character of the sign, which a spreadsheet still reads as a sign.
    #expect(csvLine(["=\u{301}1"]) == "'=\u{301}1")
    #expect(csvLine(["\"\u{301}"]) == "\"\"\"\u{301}\"")
  }
}
