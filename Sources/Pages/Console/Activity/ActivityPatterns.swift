import API

/// What happened, in the words of a front desk, by the type of the event. `{person}`, `{door}` and `{site}` are names.
enum ActivityPatterns {
  static let all: [EventType: String] = doors.merging(people) { $1 }.merging(stays) { $1 }.merging(pins) { $1 }
    .merging(setUp) { $1 }

  private static let doors: [EventType: String] = [
    .lockUnlocked: "{person} opened {door}",
    .lockLocked: "{door} was locked",
    .lockAccessDenied: "{person} was refused at {door}",
    .actionAttemptUnlockDoorSucceeded: "{door} was unlocked remotely",
    .actionAttemptUnlockDoorFailed: "{door} could not be unlocked remotely",
    .actionAttemptLockDoorSucceeded: "{door} was locked remotely",
    .actionAttemptLockDoorFailed: "{door} could not be locked remotely",
    .actionAttemptSimulateKeypadCodeEntrySucceeded: "A PIN was tried at {door} in the sandbox",
    .actionAttemptSimulateKeypadCodeEntryFailed: "A PIN could not be tried at {door} in the sandbox",
    .actionAttemptSimulateManualLockViaKeypadSucceeded: "{door} was locked by hand in the sandbox",
    .actionAttemptSimulateManualLockViaKeypadFailed: "{door} could not be locked by hand in the sandbox",
    .deviceSaltoPrivacyModeActivated: "Privacy mode was switched on at {door}",
    .deviceSaltoPrivacyModeDeactivated: "Privacy mode was switched off at {door}",
    .deviceAdded: "The lock of {door} was added",
    .deviceConnected: "{door} is online again",
    .deviceUnmanagedConnected: "{door} is online again",
    .deviceDisconnected: "{door} went offline",
    .deviceUnmanagedDisconnected: "{door} went offline",
    .deviceLowBattery: "The battery of {door} is low",
    .deviceBatteryStatusChanged: "The battery of {door} has another level",
    .deviceTampered: "The lock of {door} was tampered with",
    .deviceConnectionBecameFlaky: "The connection of {door} is unstable",
    .deviceConnectionStabilized: "The connection of {door} is stable again",
    .deviceErrorSubscriptionRequired: "The lock of {door} needs a subscription",
    .deviceErrorSubscriptionRequiredResolved: "The lock of {door} has its subscription again",
    .deviceNameChanged: "A door was renamed to {door}",
    .deviceConvertedToUnmanaged: "{door} is no longer managed here",
    .deviceUnmanagedConvertedToManaged: "{door} is managed here",
    .deviceRemoved: "The lock of {door} was removed from its site",
    .deviceDeleted: "The lock of {door} was deleted with its account",
    .acsEntranceAdded: "{door} was added to {site}",
    .acsEntranceRemoved: "{door} was removed from {site}",
  ]

  private static let people: [EventType: String] = [
    .acsUserCreated: "{person} was added at {site}",
    .acsUserDeleted: "{person} was removed from {site}",
    .acsCredentialIssued: "A key of {person} is ready",
    .acsCredentialReissued: "A key of {person} was changed",
    .acsCredentialInvalidated: "A key of {person} no longer opens doors",
    .acsCredentialDeleted: "A key of {person} was deleted",
    .phoneDeactivated: "A phone was stopped",
    .enrollmentAutomationDeleted: "Sending phone keys to a person was ended",
    .clientSessionDeleted: "A link or a session of an app was deleted",
  ]

  private static let stays: [EventType: String] = [
    .accessGrantCreated: "A stay was added",
    .accessGrantDeleted: "A stay was deleted",
    .accessGrantAccessTimesChanged: "The times of a stay were changed",
    .accessGrantAccessGrantedToAllDoors: "A stay opens all of its doors",
    .accessGrantAccessGrantedToDoor: "{door} opens for a stay",
    .accessGrantAccessToDoorLost: "{door} no longer opens for a stay",
    .accessGrantCouldNotCreateRequestedAccessMethods: "The keys of a stay could not be made",
    .accessMethodCreated: "A key was ordered for a stay",
    .accessMethodCardEncodingRequired: "A card for a stay has to be held to the reader",
    .accessMethodIssued: "A key of a stay is ready",
    .accessMethodReissued: "A key of a stay is ready again after a change",
    .accessMethodRevoked: "A key of a stay no longer opens doors",
    .accessMethodDelayInIssuing: "A key of a stay is not ready, and the stay is about to start",
    .accessMethodFailedToIssue: "A key of a stay is not ready, and the stay has started",
    .accessMethodDeleted: "A key of a stay was deleted",
  ]

  private static let pins: [EventType: String] = [
    .accessCodeCreated: "A PIN for {door} was added",
    .accessCodeChanged: "A PIN for {door} was changed",
    .accessCodeMutationsRequested: "A change of a PIN for {door} was requested",
    .accessCodeNameChanged: "A PIN for {door} was renamed",
    .accessCodeCodeChanged: "A PIN for {door} gets other digits",
    .accessCodeTimeFrameChanged: "The times of a PIN for {door} were changed",
    .accessCodeScheduledOnDevice: "A PIN for {door} is ready for its start",
    .accessCodeSetOnDevice: "A PIN opens {door}",
    .accessCodeRemovedFromDevice: "A PIN no longer opens {door}",
    .accessCodeDeleted: "A PIN for {door} was deleted",
    .accessCodeDelayInSettingOnDevice: "A PIN for {door} is not confirmed, and it is about to start",
    .accessCodeFailedToSetOnDevice: "A PIN for {door} is not confirmed, and it has started",
    .accessCodeFailedToRemoveFromDevice: "A PIN for {door} is not removed, and may still open it",
    .accessCodeModifiedExternalToSeam: "A PIN for {door} was changed by the site’s staff",
    .accessCodeDeletedExternalToSeam: "A PIN for {door} was removed by the site’s staff",
    .accessCodeUnmanagedCreated: "The site’s staff gave a person a PIN for {door}",
    .accessCodeUnmanagedRemoved: "A PIN for {door} was taken away by the site’s staff",
  ]

  private static let setUp: [EventType: String] = [
    .acsSystemAdded: "{site} was connected",
    .acsSystemConnected: "{site} is connected again",
    .acsSystemDisconnected: "{site} is disconnected",
    .acsAccessGroupDeleted: "A group of doors was removed from {site}",
    .acsEncoderAdded: "A card reader was added to {site}",
    .acsEncoderRemoved: "A card reader was removed from {site}",
    .connectedAccountCreated: "An account was connected for the first time",
    .connectedAccountConnected: "An account is connected",
    .connectedAccountDisconnected: "An account is disconnected",
    .connectedAccountSuccessfulLogin: "Somebody signed in to an account",
    .connectedAccountCompletedFirstSync: "All sites of an account were read for the first time",
    .connectedAccountCompletedFirstSyncAfterReconnection: "All sites of an account were read again",
    .connectedAccountDeleted: "An account was deleted",
    .connectWebviewLoginSucceeded: "Somebody connected an account",
    .connectWebviewLoginFailed: "Somebody failed to connect an account",
    .spaceCreated: "A space was created",
    .spaceDeleted: "A space was deleted",
    .spaceDeviceMembershipChanged: "The doors of a space were changed",
  ]
}
