/// One step of the schema.
package struct Migration: Sendable {
  package let version: Int
  package let statements: [String]

  package init(version: Int, statements: [String]) {
    self.version = version
    self.statements = statements
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
