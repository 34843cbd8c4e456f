package import API
package import Wire

/// What one node at a time works for.
package struct ClaimSubject: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A connected account of a production workspace, with its sites.
    case account
    /// A sandbox workspace: its clock, its virtual cloud and all its accounts, which live by that clock.
    case sandbox
    case webhook
    /// The deletion of expired data.
    case retention
  }

  package let kind: Kind
  package let workspaceID: ID<Workspace>
  package let id: String

  private init(_ kind: Kind, _ id: String, in workspace: ID<Workspace>) {
    self.kind = kind
    self.id = id
    workspaceID = workspace
  }

  init?(kind: String, id: String, in workspace: ID<Workspace>) {
    guard let kind = Kind(rawValue: kind) else { return nil }
    self.init(kind, id, in: workspace)
  }

  package static func sandbox(_ workspace: ID<Workspace>) -> ClaimSubject {
    ClaimSubject(.sandbox, workspace.text, in: workspace)
  }

  /// - Parameter isInSandbox: whether the account lives by the clock of a sandbox, and so belongs to its claim.
  package static func account(
    _ account: ID<ConnectedAccount>, in workspace: ID<Workspace>, isInSandbox: Bool
  ) -> ClaimSubject {
    isInSandbox ? sandbox(workspace) : ClaimSubject(.account, account.text, in: workspace)
  }

  /// Whether a connected account is worked for under the claim.
  package func covers(_ account: ID<ConnectedAccount>, in workspace: ID<Workspace>) -> Bool {
    workspace == workspaceID && (kind == .sandbox || kind == .account && account.text == id)
  }

  package static func webhook(_ webhook: ID<Webhook>, in workspace: ID<Workspace>) -> ClaimSubject {
    ClaimSubject(.webhook, webhook.text, in: workspace)
  }

  package static let retention = ClaimSubject(.retention, "", in: Transaction.noWorkspace)
}

/// The right of a node to work for a subject. It ends when the node gives it back, or when another node takes it over.
package struct Claim: Hashable, Sendable {
  package let subject: ClaimSubject
  package let nodeID: ID<NodeRecord>
  /// It grows each time that a node takes the subject, so an earlier claim is known as such.
  package let number: Int

  package init(on subject: ClaimSubject, of node: ID<NodeRecord>, number: Int) {
    self.subject = subject
    nodeID = node
    self.number = number
  }
}

/// Another node has taken over a claim. What was to be written under it is rolled back.
package struct ClaimLost: Error, Equatable, CustomStringConvertible {
  package let subject: ClaimSubject
  package init(_ subject: ClaimSubject) { self.subject = subject }
  package var description: String { "another node works for this now" }
}

extension Session {
  /// Checks that a claim is still held. A node that wants to take it over waits until the transaction has ended.
  func check(_ claim: Claim, _ dialect: Dialect) throws {
    let subject = claim.subject
    let isHeld = try first(
      """
      SELECT 1 FROM claims WHERE workspace_id = ? AND kind = ? AND subject_id = ? AND node_id = ? AND claim = ?\
      \(dialect.sharing)
      """, [subject.workspaceID, subject.kind.rawValue, subject.id, claim.nodeID, claim.number]
    ) { _ in true }
    if isHeld != true { throw ClaimLost(subject) }
  }
}
