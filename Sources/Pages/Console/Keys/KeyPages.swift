import API
import Wire

/// The API keys of the workspace, by which programs call the API.
enum KeyPages: ConsoleSection {
  static let name = "keys"
  static let role = OperatorRole.administrator
  static let templates = ["keys/list": KeyTemplates.list, "keys/secret": ShownSecret.template]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty else { return nil }
    let notices =
      visit.query["done"] == "revoked"
      ? [ConsoleNotice(.ok, "The key is revoked.", "Programs that use it are refused from now on.")] : []
    return .page(try await KeyList(visit).page(notices: notices))
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty else { return nil }
    switch visit.form.step {
    case "create": return .page(try await create(visit))
    case "revoke":
      var revoke = APIKeys.Revoke()
      revoke.apiKeyID = ID(visit.form["key"] ?? "")
      _ = try await visit.call(revoke)
      return .seeOther("keys?done=revoked")
    default: return nil
    }
  }

  private static func create(_ visit: ConsoleVisit) async throws -> ConsolePage {
    let list = KeyList(visit)
    var faults = ConsoleFaults.none
    var create = APIKeys.Create()
    create.name = visit.form.filled("name")
    create.isPublishable = visit.form["kind"] == "publishable"
    if create.name == nil { faults.add("name", "Give the key the name of the program that will use it.") }
    if faults.isEmpty {
      do {
        let key = try await visit.call(create)
        let secret = ShownSecret(
          title: "The key “\(key.name)” is ready.", text: "Copy it now. It is not shown again.", secret: key.key ?? "")
        return try await list.page(secret: secret)
      } catch let error as APIError where error.status == 400 {
        faults = ConsoleFaults(error)
      }
    }
    return ConsolePage.asking(list.newKey(faults), faults: faults, back: visit.link("keys"))
  }
}
