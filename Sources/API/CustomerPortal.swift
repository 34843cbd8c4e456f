public import Wire

/// A link to a page of a customer.
public struct CustomerPortal: Record, Answer {
  public static let name = "customer_portal"
  public var url: String
  public var customerKey: String
  public var expiresAt: Instant
  public var createdAt: Instant
  public var workspaceID: ID<Workspace>

  public init(url: String, customerKey: String, expiresAt: Instant, createdAt: Instant, workspaceID: ID<Workspace>) {
    self.url = url
    self.customerKey = customerKey
    self.expiresAt = expiresAt
    self.createdAt = createdAt
    self.workspaceID = workspaceID
  }
  public static let blank = CustomerPortal(
    url: "", customerKey: "", expiresAt: .blank, createdAt: .blank, workspaceID: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("url", &url, "Address of the page. Everybody who has it can see the page.", .url)
    field("customer_key", &customerKey, "Your own key for the customer.")
    field("expires_at", &expiresAt, "When the link expires.")
    field("created_at", &createdAt, "When the link was created.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
  }
}

extension CustomerPortal: CustomStringConvertible, CustomReflectable {
  public var description: String { "CustomerPortal(\(customerKey))" }
  /// Never prints the address, which is a secret.
  public var customMirror: Mirror { Mirror(self, children: ["customerKey": customerKey]) }
}

/// A link to one reservation on the page of a customer.
public struct PortalLink: Record, Answer {
  public static let name = "deep_link"
  public var customerPortalID: ID<CustomerPortal>
  public var url: String
  public var expiresAt: Instant

  public init(customerPortalID: ID<CustomerPortal>, url: String, expiresAt: Instant) {
    self.customerPortalID = customerPortalID
    self.url = url
    self.expiresAt = expiresAt
  }
  public static let blank = PortalLink(customerPortalID: .blank, url: "", expiresAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    field("customer_portal_id", &customerPortalID, "ID of the page.")
    field("url", &url, "Address of the page. Everybody who has it can see the page.", .url)
    field("expires_at", &expiresAt, "When the link expires.")
  }
}

extension PortalLink: CustomStringConvertible, CustomReflectable {
  public var description: String { "PortalLink(\(customerPortalID))" }
  /// Never prints the address, which is a secret.
  public var customMirror: Mirror { Mirror(self, children: ["customerPortalID": customerPortalID]) }
}
