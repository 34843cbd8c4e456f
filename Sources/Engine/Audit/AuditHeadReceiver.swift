/// The address that receives the heads of the audits, and the secret that signs them.
package struct AuditHeadReceiver: Sendable {
  package var url: String
  /// In the form of a webhook's secret.
  package var secret: String

  package init(url: String, secret: String) {
    self.url = url
    self.secret = secret
  }
}
