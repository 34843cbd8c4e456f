import Crypto
import Foundation

/// The inputs of a person's one-time codes at an IQ: a secret that the API returns, and a PIN that comes by mail.
struct RemoteCode: Codable, Sendable {
  var secret: String
  var pin: String?
  /// Whether the person has proven that the PIN arrived.
  var isActivated = false
  var wrongCount = 0
  var blockedUntil: Int64?
}

/// One-time codes, which authenticate remote commands to an IQ.
extension Site {
  /// Returns the secret freely before activation. Afterwards a valid code is required.
  mutating func getSecret(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var (iq, code) = try remoteCode(call, &platform)
    if code.isActivated, let refusal = iq.refusal(of: call.query["otp"], from: call.personID, now: call.now) {
      put(iq)
      throw refusal
    }
    if iq.remoteCodes?[call.personID] == nil {
      code = RemoteCode(secret: secret(&platform))
      iq.remoteCodes = (iq.remoteCodes ?? [:]).merging([call.personID: code]) { $1 }
      put(iq)
    }
    return Reply(json: ["secret": code.secret])
  }

  mutating func sendPin(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var (iq, code) = try remoteCode(call, &platform)
    if code.isActivated { throw ConnectRefusal(status: 403, code: "2203", message: "command_forbidden") }
    code.pin = String(format: "%04d", Int(platform.number() % 10_000))
    iq.remoteCodes = (iq.remoteCodes ?? [:]).merging([call.personID: code]) { $1 }
    put(iq)
    return Reply(status: 204, effect: "iq_pin_sent")
  }

  /// A valid code proves that the PIN arrived. The delta, subtracted digit by digit, changes the PIN.
  mutating func putIQPin(_ call: Call, _ platform: inout Platform) throws -> Reply {
    var (iq, _) = try remoteCode(call, &platform)
    guard let delta = call.text("delta"), delta.utf8.count == 4, delta.hasDigitsOnly else {
      throw ConnectRefusal.invalidValue("The delta is not valid")
    }
    let refusal = iq.refusal(of: call.text("otp"), from: call.personID, now: call.now, isActivating: true)
    if refusal == nil, var code = iq.remoteCodes?[call.personID] {
      code.isActivated = true
      code.pin = code.pin.map { pin in
        zip(pin, delta).map { String((($0.wholeNumberValue ?? 0) + 10 - ($1.wholeNumberValue ?? 0)) % 10) }.joined()
      }
      iq.remoteCodes?[call.personID] = code
    }
    put(iq)
    if let refusal { throw refusal }
    return Reply(status: 204, effect: "iq_activated")
  }

  private mutating func remoteCode(_ call: Call, _ platform: inout Platform) throws -> (IQ, RemoteCode) {
    guard let iq = iqs[call.ids[1]] else { throw ConnectRefusal.notFound("IQ") }
    return (iq, iq.remoteCodes?[call.personID] ?? RemoteCode(secret: secret(&platform)))
  }

  private mutating func secret(_ platform: inout Platform) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    return String((0..<16).map { _ in letters[Int(platform.number() % 32)] })
  }
}

extension IQ {
  /// The accepted difference between the clocks of caller and IQ, in seconds.
  private static let tolerance: Int64 = 180
  private static let wrongMax = 5
  private static let blockSeconds: Int64 = 1200

  /// Why a code is refused, or nil if it is valid. Invalid codes are counted.
  mutating func refusal(
    of code: String?, from person: String, now: Int64, isActivating: Bool = false
  ) -> ConnectRefusal? {
    guard let given = code, !given.isEmpty else {
      return ConnectRefusal(status: 404, code: "2202", message: "Otp is invalid")
    }
    guard var known = remoteCodes?[person], let pin = known.pin, known.isActivated || isActivating else {
      return ConnectRefusal(status: 403, code: "3102", message: "pin_not_changed")
    }
    if let until = known.blockedUntil, now < until {
      return ConnectRefusal(status: 403, code: "3102", message: "otp_blocked")
    }
    let second = now / 1_000_000
    let isRight = (-Self.tolerance...Self.tolerance).contains { given == oneTimeCode(known.secret, pin, second + $0) }
    known.wrongCount = isRight ? 0 : known.wrongCount + 1
    known.blockedUntil = known.wrongCount >= Self.wrongMax ? now + Self.blockSeconds * 1_000_000 : nil
    remoteCodes?[person] = known
    return isRight ? nil : ConnectRefusal(status: 400, code: "3102", message: "otp_invalid")
  }
}

/// The first five hexadecimal digits of the MD5 of the second, the secret and the PIN.
private func oneTimeCode(_ secret: String, _ pin: String, _ second: Int64) -> String {
  let text = Moment.compactText(second * 1_000_000) + secret + pin
  return Insecure.MD5.hash(data: Data(text.utf8)).prefix(3).map { String(format: "%02x", $0) }.joined().prefix(5)
    .description
}
