import Wire

extension SeamError {
  /// Reads an unsuccessful response.
  init(_ response: TransportResponse) {
    let requestID = response.header("seam-request-id")
    let isJSON = response.header("content-type")?.lowercased().hasPrefix("application/json") ?? false
    let error = isJSON ? (try? JSON.parse(response.body))?["error"] : nil
    let status = response.status
    guard let error, let type = error["type"]?.text, let message = error["message"]?.text else {
      let refusal = Refusal(
        status: status, type: "unauthorized", message: "Unauthorized", data: nil, requestID: requestID)
      self =
        status == 401
        ? .unauthorized(refusal)
        : .unexpectedAnswer(status: status, requestID: requestID, reason: "the body is not an API error")
      return
    }
    let refusal = Refusal(status: status, type: type, message: message, data: error["data"], requestID: requestID)
    switch (status, type) {
    case (401, _): self = .unauthorized(refusal)
    case (_, "invalid_input"):
      var fields: [String: [String]] = [:]
      collect(error["validation_errors"], at: "", into: &fields)
      self = .invalidInput(refusal, fields: fields)
    case (404, _): self = .notFound(refusal)
    case (409, _): self = .conflict(refusal)
    case (429, _): self = .rateLimited(refusal)
    case (500..., _): self = .serverFailed(refusal)
    default: self = .refused(refusal)
    }
  }
}

/// Collects the faults of a tree: `_errors` at each level, and a child for each faulty member or index.
private func collect(_ tree: JSON?, at path: String, into fields: inout [String: [String]]) {
  guard case .object(let members)? = tree else { return }
  if case .array(let messages)? = members["_errors"], !messages.isEmpty { fields[path] = messages.compactMap(\.text) }
  for (name, child) in members where name != "_errors" {
    collect(child, at: path.isEmpty ? name : "\(path).\(name)", into: &fields)
  }
}
