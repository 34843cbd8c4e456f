package import Store
import Wire

/// A number about the nodes or their claims, as the metrics say it.
package struct NodeLevel: Sendable {
  /// The name of the metric.
  package let label: String
  package let dimensions: [(String, String)]
  package let value: Int

  init(_ label: String, _ dimensions: (String, String)..., value: Int) {
    self.label = label
    self.dimensions = dimensions
    self.value = value
  }
}

extension NodeCensus {
  /// The metrics of each node and each claim.
  package var levels: [NodeLevel] {
    let taken = works.filter { $0.nodeID != nil }
    let alive = nodes.map { node in
      NodeLevel(
        "latchkey_nodes", ("node", node.id.text), ("address", node.address), ("version", node.version),
        value: node.isLeaving ? 0 : 1)
    }
    let claims = nodes.flatMap { node in
      Dictionary(grouping: taken.filter { $0.nodeID == node.id }, by: \.kind).map { kind, own in
        NodeLevel("latchkey_node_claims", ("node", node.id.text), ("kind", kind), value: own.count)
      }
    }
    let takeUps = works.map { work in
      NodeLevel(
        "latchkey_claim_take_ups", ("workspace_id", work.workspaceID.text), ("kind", work.kind),
        ("subject_id", work.subjectID), ("node", work.nodeID?.text ?? ""), value: work.takeUpCount)
    }
    return alive + claims + [NodeLevel("latchkey_free_claims", value: works.count - taken.count)] + takeUps
  }
}
