import Testing

@testable import SaltoKS

@Suite("Names") struct Names {
  @Test("come back whole", arguments: ["3333122-433", "Jane Doe", "Jane van der Doe", "A  B", "A ", " A", "ü"])
  func comeBackWhole(name: String) {
    let parts = splitName(name)
    #expect(joinedName(first: parts.first, last: parts.last) == name)
  }
}

@Suite("Links") struct Links {
  @Test("keep path and query only") func keepPathAndQueryOnly() {
    #expect(pathOfLink("http://elsewhere.example/v1.2/sites?$skip=20") == "/v1.2/sites?$skip=20")
    #expect(pathOfLink("/v1.2/sites?$skip=20") == "/v1.2/sites?$skip=20")
    #expect(pathOfLink("nonsense") == nil)
  }
}
