import Core
import Wire

/// The calls that move a site's locks, and those that make an IQ trust the account.
struct SiteLocks: Sendable {
  let connect: ConnectClient
  let site: ExternalID<ProviderSite>

  private var path: String { "/v1.2/sites/\(percentEncoded(site.text))" }
  private func path(_ iq: ExternalID<ProviderIQ>) -> String { "\(path)/iqs/\(percentEncoded(iq.text))" }

  func move(
    _ lock: ExternalID<ProviderLock>, _ movement: LockMovement, code: String?, under permit: MovementPermit
  ) async -> Outcome {
    var body: [String: JSON] = ["locked_state": .string(movement == .unlock ? "unlocked" : "locked")]
    if let code { body["otp"] = .string(code) }
    let path = "\(path)/locks/\(percentEncoded(lock.text))/locking"
    let reply = await connect.change("PATCH", path, bytes: JSON.object(body).bytes, under: permit)
    if case .answered(let answer) = reply, !answer.isSuccess { return .refused(codeRefusal(answer)) }
    return outcome(reply) { $0.isPlainSuccess ? .done(.moved) : .unreadable }
  }

  func secret(of iq: ExternalID<ProviderIQ>) async throws(ProviderFault) -> String {
    let body = try connect.successful(await connect.get(path(iq) + "/secret"))
    guard let secret = body["secret"]?.text ?? body.text, !secret.isEmpty else {
      throw .unreadable
    }
    return secret
  }

  /// Despite its method, this read has an effect: it sends a mail.
  func sendPin(of iq: ExternalID<ProviderIQ>) async throws(ProviderFault) {
    try done(await connect.change("GET", path(iq) + "/pin?send_email=true", nil))
  }

  /// A delta of zeros keeps the PIN. Another one was seen to leave cloud and IQ with different PINs.
  func activate(_ iq: ExternalID<ProviderIQ>, by code: String) async throws(ProviderFault) {
    let body = JSON.object(["otp": .string(code), "delta": .string("0000")])
    try done(await connect.change("PUT", path(iq) + "/pin", body))
  }

  private func done(_ reply: ConnectClient.Reply) throws(ProviderFault) {
    switch reply {
    case .answered(let answer) where answer.isSuccess: return
    case .answered(let answer): throw .refused(codeRefusal(answer))
    case .later(let reason, let delay): throw .later(reason, after: delay)
    case .unknown: throw .later(.unavailable, after: nil)
    }
  }

  /// The message of the response tells what is wrong with a code (`docs/connect-api.md`).
  private func codeRefusal(_ answer: ConnectAnswer) -> Refusal {
    let words = answer.message.lowercased()
    let reason: Refusal.Reason? =
      words.contains("otp_blocked")
      ? .codesBlocked
      : words.contains("pin_not_changed")
        ? .codeNotActivated
        : words.contains("otp_invalid")
          ? .codeWrong
          : words.contains("otp is invalid")
            ? .codeMissing
            : words.contains("iq is offline") ? .unreachable : nil
    return reason.map { Refusal($0, answer.message) } ?? refusal(answer)
  }
}
