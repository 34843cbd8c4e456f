package import API

extension WebhookAttempt {
  /// The API resource.
  package var resource: WebhookState.Attempt {
    WebhookState.Attempt(
      eventID: eventID, sequence: eventSequence, attemptedAt: at, statusCode: status, problem: problem)
  }
}
