import API
import Core

extension EventType {
  /// The actions on an access code that such an event ends or delays: the last attempt at one of them is behind it. Nil
  /// for events that are part of a request, which names its attempt, and for what people do at the site.
  var attemptActions: (ActionAttemptRecord.CodeAction, ActionAttemptRecord.CodeAction)? {
    switch self {
    case .accessCodeScheduledOnDevice, .accessCodeSetOnDevice, .accessCodeDelayInSettingOnDevice,
      .accessCodeFailedToSetOnDevice:
      (.create, .update)
    case .accessCodeDeleted, .accessCodeRemovedFromDevice, .accessCodeFailedToRemoveFromDevice: (.delete, .delete)
    default: nil
    }
  }
}
