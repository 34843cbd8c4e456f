import Engine
import Wire

/// The deadline for the movements of locks that a request asks for.
///
/// It counts from the arrival of the request, before its caller is known: a database that does not respond must not let a
/// lock move after its guest has left the door.
package enum MovementDeadline {
  @TaskLocal private static var current: Deadline?

  /// Answers a request that arrives now.
  package static func counting<Answer: Sendable>(
    _ answer: @Sendable () async throws -> Answer
  ) async rethrows -> Answer {
    try await $current.withValue(RemoteDoors.deadline) { try await answer() }
  }

  /// The deadline of the request that is being answered. Outside a request, it counts from now.
  static var ofRequest: Deadline { current ?? RemoteDoors.deadline }
}
