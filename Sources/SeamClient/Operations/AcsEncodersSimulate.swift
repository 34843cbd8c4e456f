// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs.Encoders {
  /// The operations under `/acs/encoders/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// Simulates that the next encoding at an encoder of a sandbox fails.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    ///   - acsCredentialID: The credential that is on the card.
    ///   - errorCode: The error of the attempt.
    public func nextCredentialEncodeWillFail(
      acsEncoderID: ID<AcsEncoder>, acsCredentialID: ID<AcsCredential>? = nil,
      errorCode: AcsEncoders.SimulateEncodeFailure.ErrorCode = .noCredentialOnEncoder
    ) async throws {
      var request = AcsEncoders.SimulateEncodeFailure()
      request.acsEncoderID = acsEncoderID
      request.acsCredentialID = acsCredentialID
      request.errorCode = errorCode
      try await seam.send(request)
    }

    /// Simulates that a free card of the site is held to an encoder of a sandbox for the next encoding.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    ///   - scenario: What happens.
    public func nextCredentialEncodeWillSucceed(
      acsEncoderID: ID<AcsEncoder>, scenario: AcsEncoders.SimulateEncodeSuccess.Scenario = .credentialIsIssued
    ) async throws {
      var request = AcsEncoders.SimulateEncodeSuccess()
      request.acsEncoderID = acsEncoderID
      request.scenario = scenario
      try await seam.send(request)
    }

    /// Simulates that the next scan at an encoder of a sandbox fails.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    ///   - acsCredentialIDOnSeam: The credential that is on the card.
    ///   - errorCode: The error of the attempt.
    public func nextCredentialScanWillFail(
      acsEncoderID: ID<AcsEncoder>, acsCredentialIDOnSeam: ID<AcsCredential>? = nil,
      errorCode: AcsEncoders.SimulateScanFailure.ErrorCode = .noCredentialOnEncoder
    ) async throws {
      var request = AcsEncoders.SimulateScanFailure()
      request.acsEncoderID = acsEncoderID
      request.acsCredentialIDOnSeam = acsCredentialIDOnSeam
      request.errorCode = errorCode
      try await seam.send(request)
    }

    /// Simulates that a card is held to an encoder of a sandbox for the next scan.
    ///
    /// - Parameters:
    ///   - acsEncoderID: The encoder.
    ///   - acsCredentialIDOnSeam: The credential that is on the card. Omit for the first card of the encoder's system.
    ///   - scenario: What is on the card.
    public func nextCredentialScanWillSucceed(
      acsEncoderID: ID<AcsEncoder>, acsCredentialIDOnSeam: ID<AcsCredential>? = nil,
      scenario: AcsEncoders.SimulateScanSuccess.Scenario = .exists
    ) async throws {
      var request = AcsEncoders.SimulateScanSuccess()
      request.acsEncoderID = acsEncoderID
      request.acsCredentialIDOnSeam = acsCredentialIDOnSeam
      request.scenario = scenario
      try await seam.send(request)
    }
  }
}
