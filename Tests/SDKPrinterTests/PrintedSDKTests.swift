import API
import Foundation
import Testing
import Wire

@testable import SDKPrinter

@Suite("The printed SDK") struct ThePrintedSDK {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/SeamClient/Operations").standardizedFileURL

  @Test("is what the catalogue says") func isWhatTheCatalogueSays() throws {
    let printed = sdkSources(catalogue)
    let committed = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(committed) == Set(printed.keys), "run scripts/print-sdk")
    for (file, source) in printed {
      let text = try? String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
      #expect(text == source, "\(file): run scripts/print-sdk")
    }
  }

  @Test("keeps to the width of a line") func keepsToTheWidthOfALine() {
    for (file, source) in sdkSources(catalogue) {
      for line in source.split(separator: "\n") { #expect(line.count <= 120, "\(file): \(line)") }
    }
  }
}

/// An operation of another catalogue, with parameters of all kinds.
private enum Doors {
  struct Unlock: Request {
    typealias Response = ActionAttempt
    static let operation = Operation(
      "/seam/doors/v1/unlock_for_ids", .act, by: .workspace, returns: "action_attempt", title: "Unlock",
      doc: "Unlocks doors.")
    static let constraints = [Constraint.atLeastOne(["door_ids", "site_url"])]
    var name = Nullable<String>.null
    var doorIDs: [ID<Device>]?
    var siteURL = Change<String>.keep
    var method = AcsCredential.AccessMethod.card
    var note: String?
    mutating func describe(_ field: inout some Field) {
      field("door_ids", &doorIDs, "The doors, unless `site_url` says which.")
      field("name", &name, "A name.")
      field("site_url", &siteURL, "The site.")
      field(standard: "method", &method, "How.")
      field("note", &note, "Deprecated: a note.")
    }
  }
}

@Suite("A printed method") struct APrintedMethod {
  private let source = sdkSources([Doors.Unlock.self])["Doors.swift"] ?? ""

  @Test("names its group and itself as Swift does") func namesItsGroupAndItselfAsSwiftDoes() {
    #expect(source.contains("extension Seam {\n  /// The operations under `/doors`."))
    #expect(source.contains("public func unlockForIDs("))
  }

  @Test("asks first for what must be given") func asksFirstForWhatMustBeGiven() {
    #expect(
      source.contains(
        "name: Nullable<String>, doorIDs: [ID<Device>]? = nil, siteURL: Change<String> = .keep,"))
    #expect(source.contains("method: AcsCredential.AccessMethod = .card, waiting: Waiting? = nil"))
    #expect(!source.contains("note"))
  }

  @Test("speaks of parameters by their labels") func speaksOfParametersByTheirLabels() {
    #expect(source.contains("///   - doorIDs: The doors, unless `siteURL` says which."))
    #expect(source.contains("/// Give at least one of `doorIDs` and `siteURL`."))
  }

  @Test("waits for its action") func waitsForItsAction() {
    #expect(source.contains("return try await seam.finished(seam.send(request), waiting)"))
  }
}
