import API
import Core
import Engine
import Logging
import Wire

extension Platform {
  func handleVirtualCloud(_ handlers: inout Handlers) {
    handlers.on(VirtualCloud.Send.self) { request, caller in
      try await refuseProduction(caller)
      guard let send = virtualClouds.controls(in: caller.workspaceID) else {
        throw APIError.notSupported("The workspace has no virtual cloud")
      }
      try refuse(request)
      let body = try request.body.map { text in
        guard let json = try? JSON.parse(text.utf8) else { throw APIError.invalidInput("body", "Give a JSON text") }
        return json
      }
      // Before it is sent, since it can take effect without a response.
      if request.method != .get { try await noteCall(caller) }
      return try await ask(send, request.method, request.path, body)
    }
  }

  /// Sends a request to the controls of a virtual cloud.
  func ask(
    _ send: VirtualClouds.Send, _ method: VirtualCloud.Send.Method, _ path: String, _ body: JSON?
  ) async throws -> VirtualReply {
    do {
      return try await send(method.rawValue, path, body)
    } catch {
      logger.warning("The virtual cloud did not respond", metadata: ["error": "\(error)"])
      throw APIError.providerUnavailable
    }
  }

  /// The controls have plain paths, and two of them would separate the cloud from its workspace.
  private func refuse(_ request: VirtualCloud.Send) throws {
    let place = request.path.prefix { $0 != "?" }
    let query = request.path.dropFirst(place.count)
    guard place.hasPrefix("/virtual/"), isPlain(place, or: "/-_"), isPlain(query, or: "?=&-_.~%") else {
      throw APIError.invalidInput("path", "Give a path of a control, such as /virtual/state")
    }
    if request.method == .post, place == "/virtual/clock" {
      throw APIError.notSupported("The cloud's clock follows the workspace's. Use /latchkey/v1/clock/set")
    }
    if place == "/virtual/start_anew" {
      throw APIError.notSupported("The cloud starts over with its workspace. Use /workspaces/reset_sandbox")
    }
  }
}

/// Whether a text has only plain letters, digits and some other characters.
private func isPlain(_ text: Substring, or others: String) -> Bool {
  text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || others.contains($0) }
}
