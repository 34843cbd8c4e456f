/// One step of the schema.
package struct Migration: Sendable {
  package let version: Int
  package let statements: [String]
  /// Whether programs from before this step can no longer use the data, such as one that removes a column. Several nodes
  /// have to be stopped for such a step.
  package let endsOlderPrograms: Bool

  package init(version: Int, statements: [String], endsOlderPrograms: Bool = false) {
    self.version = version
    self.statements = statements
    self.endsOlderPrograms = endsOlderPrograms
  }
}

extension [Migration] {
  /// Throws if these migrations do not support data of a version. 0 is a database without data.
  package func checkSupport(ofVersion found: Int) throws(DatabaseError) {
    guard let oldest = first?.version, let newest = last?.version else { return }
    if found > newest { throw .newerVersion(found: found, supported: newest) }
    if found > 0, found < oldest { throw .olderVersion(found: found, supported: oldest) }
  }
}
