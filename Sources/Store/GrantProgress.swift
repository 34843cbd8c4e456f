package import API
package import Wire

extension Transaction {
  /// Called whenever what the provider shows of a user, or of a group of the user's grants, has changed. The progress of
  /// the grants follows from it.
  package func noteProgress(ofGrantsOf user: ID<AcsUser>) throws {}
}
