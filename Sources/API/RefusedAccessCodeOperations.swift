public import Wire

/// The operations on access codes that Salto KS cannot fulfil.
extension AccessCodes {
  public struct PullBackupAccessCode: Request {
    public typealias Response = AccessCode
    public static let operation = Operation(
      "/access_codes/pull_backup_access_code", .act, by: writers, role: .frontDesk, returns: "access_code",
      "backup_access_code",
      title: "Pull a backup access code", doc: "Fails: Salto KS locks have no backup codes.",
      refusal: Operation.Refusal("Backup access code not found", status: 404, type: "backup_access_code_not_found"))
    public var accessCodeID = ID<AccessCode>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("access_code_id", &accessCodeID, "The access code to replace.")
    }
  }

  public struct ReportDeviceConstraints: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/access_codes/report_device_constraints", .act, by: [.workspace, .clientSession],
      title: "Report the constraints of a lock",
      doc: "Not supported for Salto KS locks: Salto KS tells which PINs they take.",
      refusal: Operation.Refusal("Salto KS tells which PINs its locks take. Read the properties of the device"))
    public var deviceID = ID<Device>.blank
    public var maxCodeLength: Int?
    public var minCodeLength: Int?
    public var supportedCodeLengths: [Int]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field("max_code_length", &maxCodeLength, "Maximum number of digits.", .minimum(4), .maximum(20))
      field("min_code_length", &minCodeLength, "Minimum number of digits.", .minimum(4), .maximum(20))
      field(
        "supported_code_lengths", &supportedCodeLengths, "The numbers of digits.", .minLength(1),
        .eachNumber(minimum: 4, maximum: 20))
    }
  }
}
