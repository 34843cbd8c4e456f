package import API
import Core
package import Wire

extension Connection {
  /// The rules that are set for a customer, or for all customers without own rules.
  package func customerRules(of customer: String?, in workspace: ID<Workspace>) throws -> CustomerRuleSettings {
    let text = try first(
      "SELECT settings FROM customer_rules WHERE workspace_id = ? AND customer_key = ?", workspace, customer ?? ""
    ) { row in
      var columns = row.columns
      return columns.text()
    }
    guard let text, let json = try? JSON.parse(text.utf8) else { return CustomerRuleSettings() }
    var issues = Issues()
    return CustomerRuleSettings(json, noting: &issues)
  }

  /// The rules that hold for a customer, as far as they are set anywhere.
  package func rulesInForce(of customer: String, in workspace: ID<Workspace>) throws -> CustomerRuleSettings {
    try customerRules(of: customer, in: workspace).over(customerRules(of: nil, in: workspace))
  }
}

extension Transaction {
  /// Stores the rules that are set for a customer, or for all customers without own rules.
  package func save(_ settings: CustomerRuleSettings, of customer: String?) throws {
    try run(
      """
      INSERT INTO customer_rules (workspace_id, customer_key, settings) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id, customer_key) DO UPDATE SET settings = excluded.settings
      """, workspaceID, customer ?? "", String(decoding: settings.jsonBytes, as: UTF8.self))
  }

  /// Deletes the rules that are set for a customer.
  package func removeRules(of customer: String) throws {
    try run("DELETE FROM customer_rules WHERE workspace_id = ? AND customer_key = ?", workspaceID, customer)
  }
}
