import API
import TestKit
import Testing
import Wire

@testable import Core

@Suite("A brand's names")
struct BrandTests {
  private let now = Instant("2024-11-02T12:00:00Z") ?? .blank

  private func system(_ change: (inout AcsSystemRecord) -> Void) -> AcsSystem {
    var system = AcsSystemRecord.example(createdAt: now)
    change(&system)
    return system.resource(credentialManager: nil, userCount: 0, groupCount: 0, .acme)
  }

  @Test("are in the display names of its resources")
  func displayNames() {
    #expect(system { _ in }.externalTypeDisplayName == "Acme site")
    #expect(system { $0.site = nil }.imageAltText == "Acme mobile keys Logo")
    let credential = AcsCredentialRecord(
      id: "key", workspaceID: "house", acsSystemID: "system", connectedAccountID: "account", sequence: 1,
      acsUserID: "user", accessMethod: .code, isMultiPhoneSync: false, createdAt: now)
    let row = AcsCredentialRow(credential: credential, userIdentityID: nil, syncedAt: nil, issuedAt: nil)
    let resource = row.resource(code: nil, now: now, .acme)
    #expect(resource.displayName == "Acme credential")
    #expect(resource.warnings.map(\.message) == ["Acme Cloud has not created the PIN yet."])
  }

  @Test("are in the messages of problems")
  func messages() {
    let now = now
    let faults: [SiteFault.Kind] = [.lapsed, .notCertified, .blocked, .notAdministrator]
    let messages = faults.flatMap { kind in system { $0.siteFault = SiteFault(kind: kind, at: now) }.errors }
    #expect(messages.count == faults.count)
    for error in messages { #expect(error.message.contains("Acme")) }
    let down = system { $0.fault = AccountFault(kind: .unavailable, at: now) }
    #expect(down.errors.first?.message.hasPrefix("Acme Cloud cannot be reached") == true)
  }
}
