public import Foundation

/// The message for an app to show.
extension SeamPhoneError: LocalizedError {
  public var errorDescription: String? {
    switch self {
    case .alreadyInitialized: "The phone already has a session."
    case .credentialErrors(let errors):
      errors.first?.errorDescription ?? "The key cannot be used."
    case .deactivationInProgress: "The phone is being deactivated."
    case .initializationRequired: "The phone has no session yet."
    case .integrationNotFound: "The phone has no radio for this door."
    case .internetConnectionRequired: "The network does not respond."
    case .invalidClientSessionToken: "The session has ended. Sign in again."
    case .invalidCredentialId: "The key does not exist."
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
    case .enableInternet: "Turn on the network."
    case .enableBluetooth: "Turn on Bluetooth."
    case .grantBluetoothPermission: "Allow the app to use Bluetooth."
    case .appRestartRequired: "Restart the app."
    }
  }
}
