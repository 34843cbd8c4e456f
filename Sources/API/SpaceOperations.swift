public import Wire

/// The operations on spaces.
public enum Spaces {
  static let readers: Callers = [.workspace, .customerSession, .customerSessionReadOnly]
  static let writers: Callers = [.workspace, .customerSession]

  public struct Create: Request {
    public typealias Response = Space
    public static let operation = Operation(
      "/spaces/create", .create, by: writers, returns: "space", title: "Create a space",
      doc: "Creates a space with its devices and entrances. Its key must be unique for the customer.")
    public var acsEntranceIDs: [ID<AcsEntrance>]?
    public var connectedAccountIDs: [ID<ConnectedAccount>]?
    public var customerData: SpaceCustomerData?
    public var customerKey: String?
    public var deviceIDs: [ID<Device>]?
    public var name = ""
    public var spaceKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_ids", &acsEntranceIDs, "The entrances of the space.", .maxLength(1000))
      field("connected_account_ids", &connectedAccountIDs, "The connected accounts of the space.", .maxLength(1000))
      field("customer_data", &customerData, "Address, usual times and time zone.")
      field("customer_key", &customerKey, "Your own key for the customer of the space.", .minLength(1))
      field("device_ids", &deviceIDs, "The devices of the space.", .maxLength(1000))
      field("name", &name, "Name.")
      field("space_key", &spaceKey, "Your own key for the space.", .minLength(1))
    }
  }

  public struct Get: Request {
    public typealias Response = Space
    public static let operation = Operation(
      "/spaces/get", .read, by: readers, returns: "space", title: "Get a space",
      doc: "Returns one space, by its ID or key.")
    public static let constraints = [Constraint.exactlyOne(["space_id", "space_key"])]
    public var spaceID: ID<Space>?
    public var spaceKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("space_id", &spaceID, "ID of the space.")
      field("space_key", &spaceKey, "Your own key for the space.", .minLength(1))
    }
  }

  public struct List: Request {
    public typealias Response = Page<Space>
    public static let operation = Operation(
      "/spaces/list", .read, by: readers, returns: "spaces", title: "List spaces",
      doc: "Returns the spaces of the workspace in order of creation.")
    public var connectedAccountID: ID<ConnectedAccount>?
    public var customerKey: String?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public var parentSpaceID: ID<Space>?
    public var parentSpaceKey: String?
    public var search: String?
    public var spaceKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "connected_account_id", &connectedAccountID, "Only spaces of this account.")
      field(filter: "customer_key", &customerKey, "Only spaces of this customer.", .minLength(1))
      field(standard: "limit", &limit, "Maximum number of spaces per page.", .positiveNumber)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(filter: "parent_space_id", &parentSpaceID, "Only spaces in this space.")
      field(filter: "parent_space_key", &parentSpaceKey, "Only spaces in the space with this key.", .minLength(1))
      field(filter: "search", &search, "Only spaces whose name, key or customer key contains this text.", .minLength(1))
      field(filter: "space_key", &spaceKey, "Only spaces with this key.", .minLength(1))
    }
  }

  public struct Update: Request {
    public typealias Response = Space
    public static let operation = Operation(
      "/spaces/update", .update, by: writers, returns: "space", title: "Update a space",
      doc:
        "Updates the given properties. A list replaces all devices or entrances of the space. `customer_data` changes"
        + " only the given properties and clears those that are null. With `space_id`, `space_key` is the new key.")
    public static let constraints = [Constraint.atLeastOne(["space_id", "space_key"])]
    public var acsEntranceIDs: [ID<AcsEntrance>]?
    public var customerData: SpaceCustomerData?
    public var deviceIDs: [ID<Device>]?
    public var name: String?
    public var parentSpaceID: ID<Space>?
    public var parentSpaceKey: String?
    public var spaceID: ID<Space>?
    public var spaceKey: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_ids", &acsEntranceIDs, "All entrances of the space.", .maxLength(1000))
      field("customer_data", &customerData, "Address, usual times and time zone.")
      field("device_ids", &deviceIDs, "All devices of the space.", .maxLength(1000))
      field("name", &name, "Name.")
      field("parent_space_id", &parentSpaceID, "ID of the space that contains it.")
      field("parent_space_key", &parentSpaceKey, "Your own key for the space that contains it.", .minLength(1))
      field("space_id", &spaceID, "ID of the space.")
      field("space_key", &spaceKey, "Your own key for the space.", .minLength(1))
    }
  }

  public struct Delete: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/spaces/delete", .delete, by: writers, title: "Delete a space",
      doc: "Deletes a space. Its devices and entrances stay.")
    public var spaceID = ID<Space>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("space_id", &spaceID, "The space.") }
  }

  public struct AddDevices: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/spaces/add_devices", .add, by: writers, title: "Add devices to a space",
      doc: "Adds devices to a space. Idempotent.")
    public var deviceIDs: [ID<Device>] = []
    public var spaceID = ID<Space>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_ids", &deviceIDs, "The devices to add.", .minLength(1), .maxLength(1000))
      field("space_id", &spaceID, "The space.")
    }
  }

  public struct RemoveDevices: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/spaces/remove_devices", .delete, by: writers, title: "Remove devices from a space",
      doc: "Removes devices from a space. Idempotent.")
    public var deviceIDs: [ID<Device>] = []
    public var spaceID = ID<Space>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_ids", &deviceIDs, "The devices to remove.", .maxLength(1000))
      field("space_id", &spaceID, "The space.")
    }
  }

  public struct AddAcsEntrances: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/spaces/add_acs_entrances", .add, by: writers, title: "Add entrances to a space",
      doc: "Adds entrances to a space. Idempotent.")
    public var acsEntranceIDs: [ID<AcsEntrance>] = []
    public var spaceID = ID<Space>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_ids", &acsEntranceIDs, "The entrances to add.", .minLength(1), .maxLength(1000))
      field("space_id", &spaceID, "The space.")
    }
  }

  public struct RemoveAcsEntrances: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/spaces/remove_acs_entrances", .delete, by: writers, title: "Remove entrances from a space",
      doc: "Removes entrances from a space. Idempotent.")
    public var acsEntranceIDs: [ID<AcsEntrance>] = []
    public var spaceID = ID<Space>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("acs_entrance_ids", &acsEntranceIDs, "The entrances to remove.", .maxLength(1000))
      field("space_id", &spaceID, "The space.")
    }
  }

  public struct AddConnectedAccount: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/spaces/add_connected_account", .add, by: writers, title: "Add a connected account to a space",
      doc: "Adds a connected account to a space. It has no effect on access. Idempotent.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public var spaceID = ID<Space>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account to add.")
      field("space_id", &spaceID, "The space.")
    }
  }

  public struct RemoveConnectedAccount: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/spaces/remove_connected_account", .delete, by: writers, title: "Remove a connected account from a space",
      doc: "Removes a connected account from a space. Idempotent.")
    public var connectedAccountID = ID<ConnectedAccount>.blank
    public var spaceID = ID<Space>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("connected_account_id", &connectedAccountID, "The account to remove.")
      field("space_id", &spaceID, "The space.")
    }
  }

  public struct GetRelated: BatchRequest {
    public typealias Response = SpaceBatch
    public static let operation = Operation(
      "/spaces/get_related", .read, by: readers, returns: "batch", title: "Get what belongs to spaces",
      doc: "Returns spaces and what belongs to them, by the IDs or keys of the spaces.")
    public static let constraints = [Constraint.atLeastOne(["space_ids", "space_keys"])]
    public var exclude: [SpaceBatch.Part]?
    public var include: [SpaceBatch.Part]?
    public var spaceIDs: [ID<Space>]?
    public var spaceKeys: [String]?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      describeParts(&field)
      field("space_ids", &spaceIDs, "IDs of the spaces.", .maxLength(100))
      field("space_keys", &spaceKeys, "Your own keys for the spaces.", .maxLength(100))
    }
  }
}
