public import Wire

/// Simulations of the next card at an encoder of a sandbox.
extension AcsEncoders {
  public struct SimulateEncodeFailure: Request {
    public typealias Response = Nothing
    public enum ErrorCode: String, Choice {
      case noCredentialOnEncoder = "no_credential_on_encoder"
      case encodingInterrupted = "encoding_interrupted"
      case uncategorizedError = "uncategorized_error"
      case actionAttemptExpired = "action_attempt_expired"
    }
    public static let operation = Operation(
      "/acs/encoders/simulate/next_credential_encode_will_fail", .act, by: .workspace,
      title: "Simulate a failed encoding", doc: "Simulates that the next encoding at an encoder of a sandbox fails.")
    public var acsCredentialID: ID<AcsCredential>?
    public var acsEncoderID = ID<AcsEncoder>.blank
    public var errorCode = ErrorCode.noCredentialOnEncoder
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_credential_id", &acsCredentialID, "The credential that is on the card.")
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
      field(standard: "error_code", &errorCode, "The error of the attempt.")
    }
  }

  public struct SimulateEncodeSuccess: Request {
    public typealias Response = Nothing
    public enum Scenario: String, Choice { case credentialIsIssued = "credential_is_issued" }
    public static let operation = Operation(
      "/acs/encoders/simulate/next_credential_encode_will_succeed", .act, by: [.workspace, .customerSession],
      title: "Simulate an encoding",
      doc: "Simulates that a free card of the site is held to an encoder of a sandbox for the next encoding.")
    public var acsEncoderID = ID<AcsEncoder>.blank
    public var scenario = Scenario.credentialIsIssued
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
      field(standard: "scenario", &scenario, "What happens.")
    }
  }

  public struct SimulateScanFailure: Request {
    public typealias Response = Nothing
    public enum ErrorCode: String, Choice {
      case noCredentialOnEncoder = "no_credential_on_encoder"
      case uncategorizedError = "uncategorized_error"
      case actionAttemptExpired = "action_attempt_expired"
    }
    public static let operation = Operation(
      "/acs/encoders/simulate/next_credential_scan_will_fail", .act, by: .workspace, title: "Simulate a failed scan",
      doc: "Simulates that the next scan at an encoder of a sandbox fails.")
    public var acsCredentialIDOnSeam: ID<AcsCredential>?
    public var acsEncoderID = ID<AcsEncoder>.blank
    public var errorCode = ErrorCode.noCredentialOnEncoder
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_credential_id_on_seam", &acsCredentialIDOnSeam, "The credential that is on the card.")
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
      field(standard: "error_code", &errorCode, "The error of the attempt.")
    }
  }

  public struct SimulateScanSuccess: Request {
    public typealias Response = Nothing
    public enum Scenario: String, Choice {
      case exists = "credential_exists_on_seam"
      case needsUpdate = "credential_on_encoder_needs_update"
      case doesNotExist = "credential_does_not_exist_on_seam"
      case isEmpty = "credential_on_encoder_is_empty"
    }
    public static let operation = Operation(
      "/acs/encoders/simulate/next_credential_scan_will_succeed", .act, by: .workspace, title: "Simulate a scan",
      doc: "Simulates that a card is held to an encoder of a sandbox for the next scan.")
    public var acsCredentialIDOnSeam: ID<AcsCredential>?
    public var acsEncoderID = ID<AcsEncoder>.blank
    public var scenario = Scenario.exists
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "acs_credential_id_on_seam", &acsCredentialIDOnSeam,
        "The credential that is on the card. Omit for the first card of the encoder's system.")
      field("acs_encoder_id", &acsEncoderID, "The encoder.")
      field(standard: "scenario", &scenario, "What is on the card.")
    }
  }
}
