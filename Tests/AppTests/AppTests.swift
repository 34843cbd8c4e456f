import Foundation
import MobileKey
import SeamClient
import Testing

/// An app that calls the API and opens doors: it imports both libraries in one file without ambiguous names.
@Suite("App") struct AppTests {
  /// Returns the same response to every call.
  private struct Answering: Transport {
    let status: Int
    let body: String

    func send(_ request: TransportRequest, timeout: Duration) async throws -> TransportResponse {
      TransportResponse(
        status: status, headers: [("content-type", "application/json")], body: Array(body.utf8))
    }
  }

  private struct NoStorage: PhoneStorage {
    func read(_ name: String) throws -> [UInt8]? { nil }
    func write(_ bytes: [UInt8], as name: String) throws {}
    func remove(_ name: String) throws {}
  }

  private func client(_ status: Int, _ body: String) -> Seam {
    Seam(
      apiKey: "seam_test_key", endpoint: "http://localhost",
      configuration: Configuration(transport: Answering(status: status, body: body)))
  }

  @Test("both libraries are imported by one file") func bothLibrariesAreImportedByOneFile() async throws {
    let phone: SeamPhone = try SeamPhone(SeamConfiguration(storage: NoStorage(), now: { Instant(Date()) }))
    #expect(throws: SeamPhoneError.initializationRequired) { try phone.resume() }
    let seam: Seam = client(404, #"{"error":{"type":"device_not_found","message":"There is no such lock."}}"#)
    await #expect(throws: SeamError.self) { try await seam.locks.get(deviceID: "lock-1") }
  }

  @Test("an error is shown in the server's words") func anErrorIsShownInTheServersWords() async throws {
    let seam = client(404, #"{"error":{"type":"device_not_found","message":"There is no such lock."}}"#)
    do {
      _ = try await seam.locks.get(deviceID: "lock-1")
      Testing.Issue.record("the call went through")
    } catch {
      #expect(error.localizedDescription == "There is no such lock.")
    }
    let silent: any Error = SeamError.unreachable(reason: "the line is cut")
    #expect(silent.localizedDescription == "No response: the line is cut")
    let session: any Error = SeamPhoneError.invalidClientSessionToken
    #expect(session.localizedDescription == "The session has ended. Sign in again.")
    let key: any Error = SeamPhoneError.credentialErrors([.expired])
    #expect(key.localizedDescription == "The key has expired.")
  }

  @Test("an instant is a date and back") func anInstantIsADateAndBack() throws {
    let checkIn = try Instant(iso8601: "2024-11-01T15:00:00.123Z")
    #expect(Instant(Date(checkIn)) == checkIn)
    #expect(Date(checkIn).timeIntervalSince1970 == 1_730_473_200.123)
    #expect(Instant(Date.distantFuture) < .latest && Instant(Date.distantPast) == .earliest)
    #expect(Instant(Date(timeIntervalSince1970: .infinity)) == .latest)
    #expect(Instant(Date(timeIntervalSince1970: -1e300)) == .earliest)
  }
}
