package import Wire

/// A stage of the work on a user or a group that the provider rejected, and since when.
package struct RefusedStage<Stage: Hashable & Sendable>: Hashable, Sendable {
  package var stage: Stage
  package var refusal: Refusal
  package var at: Instant

  package init(stage: Stage, refusal: Refusal, at: Instant) {
    self.stage = stage
    self.refusal = refusal
    self.at = at
  }
}

/// A mutating call that was begun.
package struct BegunCall<Change: Hashable & Sendable>: Hashable, Sendable {
  package typealias Kind = Change
  package var kind: Change
  /// When it was begun, by the workspace's clock.
  package var at: Instant

  package init(kind: Change, at: Instant) {
    self.kind = kind
    self.at = at
  }
}
