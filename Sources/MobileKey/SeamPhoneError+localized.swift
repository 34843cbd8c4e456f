import Foundation

/// What an app shows.
extension SeamPhoneError: LocalizedError {
  public var errorDescription: String? {
    switch self {
    case .alreadyInitialized: "The phone has a session already."
    case .credentialErrors(let errors):
      errors.first?.errorDescription ?? "The key cannot be used."
    case .deactivationInProgress: "The phone is being deactivated."
    case .initializationRequired: "The phone has no session yet."
    case .integrationNotFound: "The phone has no radio for this door."
    case .internetConnectionRequired: "There is no answer from the network."
    case .invalidClientSessionToken: "The session has ended. Sign in again."
    case .invalidCredentialId: "There is no such key."
    }
  }
}

extension SeamCredentialError: LocalizedError {
  public var errorDescription: String? {
    switch self {
    case .awaitingLocalCredential: "The key has not been fetched yet."
    case .contactSeamSupport: "The key cannot be used. Ask your host."
    case .expired: "The key has expired."
    case .unknown: "The key cannot be used."
    case .unsupportedDevice: "This phone cannot open the door."
    case .userInteractionRequired(let interaction): interaction.wish
    }
  }
}

extension SeamCredentialError.RequiredUserInteraction {
  fileprivate var wish: String {
    switch self {
    case .completeOtpAuthorization: "Sign in to receive the key."
    case .enableInternet: "Switch the network on."
    case .enableBluetooth: "Switch Bluetooth on."
    case .grantBluetoothPermission: "Allow the app to use Bluetooth."
    case .appRestartRequired: "Start the app again."
    }
  }
}
