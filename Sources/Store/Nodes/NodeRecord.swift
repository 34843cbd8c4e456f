package import Wire

/// A running server that shares the database with others.
package struct NodeRecord: Hashable, Sendable {
  package var id: ID<NodeRecord>
  /// The address by which operators know it.
  package var address: String
  /// The version of its program.
  package var version: String
  /// Whether it is stopping, and takes nothing up.
  package var isLeaving = false
  /// Whether its changes ring the bells of the others.
  package var isHeard = false

  package init(id: ID<NodeRecord>, address: String, version: String) {
    self.id = id
    self.address = address
    self.version = version
  }
}

extension NodeRecord {
  static let columns = "n.node_id, n.address, n.version, n.is_leaving, n.is_heard"

  init(_ columns: inout Columns) {
    self.init(id: columns.id(), address: columns.text(), version: columns.text())
    isLeaving = columns.flag()
    isHeard = columns.flag()
  }
}
