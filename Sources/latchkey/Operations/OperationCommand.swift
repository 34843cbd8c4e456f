import API
import SeamClient
import Wire

/// Calls one operation of the catalogue and prints its response.
enum OperationCommand {
  /// Runs the command. Exits with an error code if it fails.
  static func run(_ match: CommandTree.Match, of tree: CommandTree) async {
    switch match {
    case .group(let group): Output.write(OperationHelp.group(group, of: tree))
    case .unknown(let word, let group):
      let known = tree.words(after: group).joined(separator: ", ")
      let title = group.joined(separator: " ")
      Problem(.usage, "unknown command \(word); \(title) has: \(known)").end(asJSON: false)
    case .operation(let command, let arguments): await call(command, arguments)
    }
  }

  private static func call(_ command: CommandTree.Command, _ arguments: [String]) async {
    let operation = command.endpoint.operation
    let words = command.words.joined(separator: " ")
    let asJSON = arguments.contains("--json")
    do {
      let given = try OperationArguments(arguments, for: command)
      guard !given.isHelp else { return Output.write(OperationHelp.operation(command)) }
      if given.client.isSheet, !AnswerText.isList(command.endpoint) {
        throw Problem(.usage, "--csv works only for lists; use --json instead")
      }
      let seam = try given.client.seam(waiting: waiting(given.parameters, command.endpoint.fields))
      var answer = try await seam.call(operation, given.parameters)
      if given.isAll { try await follow(&answer, seam, operation, given.parameters) }
      if operation.beginsAction { try await finish(&answer, seam) }
      show(answer, of: command.endpoint, given.client)
      if operation.beginsAction { try judge(answer) }
      if let verification = answer["audit_verification"] { try judge(verification: verification) }
    } catch let problem as Problem {
      let hint = problem.code == .usage ? "; see `latchkey \(words) --help`" : ""
      Problem(problem.code, problem.description + hint).end(asJSON: asJSON)
    } catch let error as SeamError {
      OperationFailure(error, of: words).end(asJSON: asJSON)
    } catch {
      Problem(.unavailable, "the call was canceled").end(asJSON: asJSON)
    }
  }

  /// The time that the server may take, from the operation's own `timeout_seconds`.
  private static func waiting(_ parameters: [String: JSON], _ fields: [FieldSchema]) -> Int {
    let standard = fields.first { $0.name == "timeout_seconds" }?.standard
    guard case .int(let seconds)? = parameters["timeout_seconds"] ?? standard else { return 0 }
    return max(0, seconds)
  }

  /// Fetches the remaining pages.
  private static func follow(
    _ answer: inout [String: JSON], _ seam: Seam, _ operation: Operation, _ parameters: [String: JSON]
  ) async throws {
    guard let key = operation.responseKeys.first, case .array(var items)? = answer[key] else { return }
    var seen: Set<String> = []
    while let cursor = answer["pagination"]?["next_page_cursor"]?.text, seen.insert(cursor).inserted {
      answer = try await seam.call(operation, parameters.merging(["page_cursor": .string(cursor)]) { $1 })
      if case .array(let more)? = answer[key] { items += more }
    }
    answer[key] = .array(items)
  }

  /// Waits a limited time for the started action to finish.
  private static func finish(_ answer: inout [String: JSON], _ seam: Seam) async throws {
    guard case .upTo(let limit, let interval) = seam.configuration.waiting else { return }
    for _ in 0..<Int(limit / interval) {
      guard let attempt = answer["action_attempt"], attempt["status"]?.text == "pending",
        let id = attempt["action_attempt_id"]
      else { return }
      try await Task.sleep(for: interval)
      answer = try await seam.call(API.ActionAttempts.Get.operation, ["action_attempt_id": id])
    }
  }

  /// The call succeeded, but the action may have failed.
  private static func judge(_ answer: [String: JSON]) throws {
    let attempt = answer["action_attempt"]
    switch attempt?["status"]?.text {
    case "success": return
    case "pending":
      let id = attempt?["action_attempt_id"]?.text ?? ""
      throw Problem(
        .later,
        "the action is still pending; run `latchkey action-attempts get --action-attempt-id \(id)` to get its result")
    default:
      throw Problem(.actionFailed, "the action failed: \(attempt?["error"]?["message"]?.text ?? "no reason given")")
    }
  }

  /// The check was made, but it may have found a fault.
  private static func judge(verification: JSON) throws {
    guard verification["is_intact"] == .bool(false) else { return }
    throw Problem.brokenAudit(verification["message"]?.text ?? "no reason given")
  }

  private static func show(_ answer: [String: JSON], of endpoint: any Endpoint.Type, _ options: ClientOptions) {
    if options.isJSON {
      return Output.write(JSON.object(answer.merging(["ok": .bool(true)]) { first, _ in first }))
    }
    let text = AnswerText(answer, of: endpoint)
    let sheet = options.isSheet ? text.sheet : nil
    Output.write(sheet ?? text.text(width: Terminal.width, isStyled: Terminal.isOutputStyled))
    if answer["pagination"]?["has_next_page"] == .bool(true) {
      let cursor = answer["pagination"]?["next_page_cursor"]?.text ?? ""
      Output.note("More results: add --all, or --page-cursor \(cursor)")
    }
  }
}

extension Operation {
  /// Whether the operation starts an action whose outcome its answer reports, such as the movement of a lock.
  fileprivate var beginsAction: Bool { responseKeys.first == "action_attempt" && kind != .read }
}
