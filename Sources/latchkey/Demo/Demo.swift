import ArgumentParser
import Foundation
import MobileKey
import SeamClient

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play the guide's story against a running server with the scenario guide.")

  @Option(help: "The ready file of the server.") var readyFile: String
  @Flag(help: "Print the credential and the attempts at the doors as JSON.") var json = false

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-demo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await reportingProblems {
      do {
        try await story(phoneFolder: folder.path).play()
      } catch let error as SeamError {
        throw Problem(.unavailable, "the server rejected a step: \(error); start it with an empty folder")
      } catch let error as SeamPhoneError {
        throw Problem(error)
      } catch let error as SignInPageError {
        throw Problem(error)
      } catch let failure as PhoneStorageFailure {
        throw Problem(.cannotWrite, "\(failure)")
      }
    }
  }

  private func story(phoneFolder: String) throws -> DemoStory {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: readyFile)), let ready = try? JSON.parse(data),
      let endpoint = ready["endpoint"]?.text, let key = ready["api_key"]?.text,
      let cloud = ready["virtual_salto_ks"]?.text, let radio = ready["virtual_radio"]?.text
    else {
      throw Problem(
        .notFound, "\(readyFile) is not a ready file; start `latchkey serve --scenario guide --ready-file …`")
    }
    let phone = DemoPhone(storage: try FolderStorage(phoneFolder), endpoint: endpoint, radio: radio) {
      Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }
    let seam = Seam(
      apiKey: key, endpoint: endpoint, configuration: Configuration(timeout: .seconds(60)))
    return DemoStory(seam: seam, site: DemoSite(cloud: cloud), stage: DemoStage(isJSON: json), phone: phone)
  }
}
