public import Wire

extension AccessCodes {
  public struct GenerateCode: Request {
    public typealias Response = AccessCode
    public static let operation = Operation(
      "/access_codes/generate_code", .read, by: [.workspace, .clientSession], role: .frontDesk,
      returns: "generated_code",
      title: "Generate a PIN",
      doc:
        "Returns digits that no known PIN of the lock's site has, if the site lets PINs be chosen. Nothing is created "
        + "or reserved.")
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("device_id", &deviceID, "The lock.") }
  }
}
