import Foundation
import SeamClient
import Testing

@Suite("The guide in Swift") struct TheGuideInSwift {
  @Test("gives Jane a key") func givesJaneAKey() async throws {
    let server = try await RunningServer()
    defer { server.stop() }
    let guide = Process()
    guide.executableURL = RunningServer.binary.deletingLastPathComponent().appendingPathComponent("GuideExample")
    guide.environment = ["SEAM_ENDPOINT": server.endpoint, "SEAM_API_KEY": server.apiKey]
    let output = Pipe()
    guide.standardOutput = output
    try guide.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    guide.waitUntilExit()
    #expect(guide.terminationStatus == 0)

    let seam = Seam(apiKey: server.apiKey, endpoint: server.endpoint)
    let keys = try await seam.acs.credentials.list()
    #expect(keys.map(\.accessMethod) == [.known(.mobileKey)])
    #expect(text.contains(try #require(keys.first).id.text))
    try await seam.latchkey.clock.set(now: Instant(iso8601: "2024-11-01T15:00:00Z"), timeoutSeconds: 25)
    let guest = try await seam.acs.users.get(acsUserID: try #require(keys.first?.acsUserID))
    #expect(guest.saltoKSMetadata?.isSubscribed == true)
  }
}
