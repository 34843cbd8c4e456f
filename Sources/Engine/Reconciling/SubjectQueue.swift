import Core

/// The subjects of a site that wait to be processed, those that are being processed, and those of them that became urgent
/// in the meantime. A subject is processed once at a time.
struct SubjectQueue: Sendable {
  private var waiting: ArraySlice<Subject> = []
  private var inWork: Set<Subject> = []
  private var turnedUrgent: Set<Subject> = []

  /// Whether no subject is being processed.
  var isIdle: Bool { inWork.isEmpty }

  /// Replaces the waiting subjects, in this order.
  ///
  /// - Returns: the subjects that wait now. Users that are being processed do not.
  mutating func lineUp(_ subjects: [Subject]) -> [Subject] {
    let others = subjects.filter { !inWork.contains($0) }
    waiting = others[...]
    return others
  }

  /// Starts the next waiting subject. Nil if none waits.
  mutating func beginNext() -> Subject? {
    while let subject = waiting.popFirst() {
      if inWork.insert(subject).inserted { return subject }
    }
    return nil
  }

  /// Starts urgent subjects at once. A subject that is already being processed gets its revocation planned next.
  ///
  /// - Returns: the subjects that were started.
  mutating func beginUrgent(_ subjects: [Subject]) -> [Subject] {
    subjects.filter { subject in
      if inWork.insert(subject).inserted { return true }
      turnedUrgent.insert(subject)
      return false
    }
  }

  /// Ends the processing of a subject.
  ///
  /// - Returns: whether the subject became urgent in the meantime, so that it must be checked again.
  mutating func end(_ subject: Subject) -> Bool {
    inWork.remove(subject)
    return turnedUrgent.remove(subject) != nil
  }
}
