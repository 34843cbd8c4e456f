public import Wire

/// A change that the provider has not confirmed yet.
public struct PlainMutation<Code: Choice>: Record {
  public static var name: String { schemaName(of: Code.self) }
  public var code = Code.blank
  public var createdAt: Instant
  public var message: String

  public init(since createdAt: Instant, _ message: String) {
    self.createdAt = createdAt
    self.message = message
  }
  public static var blank: Self { Self(since: .blank, "") }

  public mutating func describe(_ field: inout some Field) {
    field("mutation_code", &code, "Type of the change.")
    field("created_at", &createdAt, "When the change was requested.")
    field("message", &message, "Human-readable description of the change.")
  }
}

/// A change with its current and its wanted state.
public struct Transition<Code: Choice, State: Record>: Record {
  public static var name: String { schemaName(of: Code.self) }
  public var code = Code.blank
  public var createdAt: Instant
  public var message: String
  public var from: State
  public var to: State

  public init(since createdAt: Instant, _ message: String, from: State, to: State) {
    self.createdAt = createdAt
    self.message = message
    self.from = from
    self.to = to
  }
  public static var blank: Self { Self(since: .blank, "", from: .blank, to: .blank) }

  public mutating func describe(_ field: inout some Field) {
    field("mutation_code", &code, "Type of the change.")
    field("created_at", &createdAt, "When the change was requested.")
    field("message", &message, "Human-readable description of the change.")
    field("from", &from, "State at the provider.")
    field("to", &to, "Wanted state.")
  }
}

/// The value of one nullable member on a side of a transition.
public protocol StateMember {
  static var member: StaticString { get }
  static var doc: StaticString { get }
}

/// A side of a transition: the ID of a resource, or null.
public struct OneID<Owner: Sendable, Member: StateMember>: Record, Hashable {
  public static var name: String { schemaName(of: Member.self) + "_state" }
  public var id: Nullable<ID<Owner>>
  public init(_ id: ID<Owner>?) { self.id = Nullable(id) }
  public static var blank: Self { Self(nil) }
  public mutating func describe(_ field: inout some Field) { field(Member.member, &id, Member.doc) }
}

/// The side of a transition that names an access group.
public enum AccessGroupMember: StateMember {
  public static let member: StaticString = "acs_access_group_id"
  public static let doc: StaticString = "The access group, or null for none."
}
/// The side of a transition that names an ACS user.
public enum AcsUserMember: StateMember {
  public static let member: StaticString = "acs_user_id"
  public static let doc: StaticString = "The ACS user, or null for none."
}
/// The side of a transition that names an entrance.
public enum EntranceMember: StateMember {
  public static let member: StaticString = "acs_entrance_id"
  public static let doc: StaticString = "The entrance, or null for none."
}
/// The side of a transition that names a credential.
public enum CredentialMember: StateMember {
  public static let member: StaticString = "acs_credential_id"
  public static let doc: StaticString = "The credential, or null for none."
}

/// A pending change of an ACS user.
public enum AcsUserMutation: Union {
  case creating(PlainMutation<Creating>)
  case deleting(PlainMutation<Deleting>)
  case deferringCreation(DeferringCreation)
  case updatingUserInformation(Transition<UpdatingUserInformation, Information>)
  case updatingAccessSchedule(Transition<UpdatingAccessSchedule, ScheduleState>)
  case updatingSuspensionState(Transition<UpdatingSuspensionState, Suspension>)
  case updatingGroupMembership(Transition<UpdatingGroupMembership, OneID<AcsAccessGroup, AccessGroupMember>>)
  case deferringGroupMembershipUpdate(DeferringGroupMembershipUpdate)
  case updatingCredentialAssignment(Transition<UpdatingCredentialAssignment, OneID<AcsCredential, CredentialMember>>)
  case unknown(JSON)

  public enum Creating: String, Choice { case creating }
  public enum Deleting: String, Choice { case deleting }
  public enum UpdatingUserInformation: String, Choice { case it = "updating_user_information" }
  public enum UpdatingAccessSchedule: String, Choice { case it = "updating_access_schedule" }
  public enum UpdatingSuspensionState: String, Choice { case it = "updating_suspension_state" }
  public enum UpdatingGroupMembership: String, Choice { case it = "updating_group_membership" }
  public enum UpdatingCredentialAssignment: String, Choice { case it = "updating_credential_assignment" }

  public static let tag = "mutation_code"
  public static let variants: [Variant<AcsUserMutation>] = [
    Variant("creating", AcsUserMutation.creating) { if case .creating(let it) = $0 { it } else { nil } },
    Variant("deleting", AcsUserMutation.deleting) { if case .deleting(let it) = $0 { it } else { nil } },
    Variant("deferring_creation", AcsUserMutation.deferringCreation) {
      if case .deferringCreation(let it) = $0 { it } else { nil }
    },
    Variant("updating_user_information", AcsUserMutation.updatingUserInformation) {
      if case .updatingUserInformation(let it) = $0 { it } else { nil }
    },
    Variant("updating_access_schedule", AcsUserMutation.updatingAccessSchedule) {
      if case .updatingAccessSchedule(let it) = $0 { it } else { nil }
    },
    Variant("updating_suspension_state", AcsUserMutation.updatingSuspensionState) {
      if case .updatingSuspensionState(let it) = $0 { it } else { nil }
    },
    Variant("updating_group_membership", AcsUserMutation.updatingGroupMembership) {
      if case .updatingGroupMembership(let it) = $0 { it } else { nil }
    },
    Variant("deferring_group_membership_update", AcsUserMutation.deferringGroupMembershipUpdate) {
      if case .deferringGroupMembershipUpdate(let it) = $0 { it } else { nil }
    },
    Variant("updating_credential_assignment", AcsUserMutation.updatingCredentialAssignment) {
      if case .updatingCredentialAssignment(let it) = $0 { it } else { nil }
    },
  ]
  public var unknownJSON: JSON? { if case .unknown(let json) = self { json } else { nil } }

  /// The `mutation_code`.
  public var code: String {
    switch self {
    case .creating: "creating"
    case .deleting: "deleting"
    case .deferringCreation: "deferring_creation"
    case .updatingUserInformation: "updating_user_information"
    case .updatingAccessSchedule: "updating_access_schedule"
    case .updatingSuspensionState: "updating_suspension_state"
    case .updatingGroupMembership: "updating_group_membership"
    case .deferringGroupMembershipUpdate: "deferring_group_membership_update"
    case .updatingCredentialAssignment: "updating_credential_assignment"
    case .unknown(let json): json[Self.tag]?.text ?? ""
    }
  }
}

extension AcsUserMutation {
  public struct Information: Record, Hashable {
    public static let name = "acs_user_information"
    public var emailAddress: Nullable<String>?
    public var fullName: Nullable<String>?
    public var phoneNumber: Nullable<String>?
    public init(emailAddress: Nullable<String>?, fullName: Nullable<String>?, phoneNumber: Nullable<String>? = nil) {
      self.emailAddress = emailAddress
      self.fullName = fullName
      self.phoneNumber = phoneNumber
    }
    public static let blank = Information(emailAddress: nil, fullName: nil)
    public mutating func describe(_ field: inout some Field) {
      field("email_address", &emailAddress, "E-mail address.", .email)
      field("full_name", &fullName, "Full name.")
      field("phone_number", &phoneNumber, "Phone number.")
    }
  }

  public struct ScheduleState: Record, Hashable {
    public static let name = "access_schedule_state"
    public var startsAt: Nullable<Instant>
    public var endsAt: Nullable<Instant>
    public init(startsAt: Instant?, endsAt: Instant?) {
      self.startsAt = Nullable(startsAt)
      self.endsAt = Nullable(endsAt)
    }
    public static let blank = ScheduleState(startsAt: nil, endsAt: nil)
    public mutating func describe(_ field: inout some Field) {
      field("starts_at", &startsAt, "When access starts.")
      field("ends_at", &endsAt, "When access ends.")
    }
  }

  public struct Suspension: Record, Hashable {
    public static let name = "suspension_state"
    public var isSuspended: Bool
    public init(isSuspended: Bool) { self.isSuspended = isSuspended }
    public static let blank = Suspension(isSuspended: false)
    public mutating func describe(_ field: inout some Field) {
      field("is_suspended", &isSuspended, "Whether the user is suspended.")
    }
  }

  public struct DeferringCreation: Record {
    public static let name = "deferring_creation"
    public enum Code: String, Choice { case it = "deferring_creation" }
    public var code = Code.it
    public var createdAt: Instant
    public var message: String
    public var scheduledAt: Nullable<Instant>?
    public init(since createdAt: Instant, _ message: String, scheduledAt: Instant?) {
      self.createdAt = createdAt
      self.message = message
      self.scheduledAt = Nullable(scheduledAt)
    }
    public static let blank = DeferringCreation(since: .blank, "", scheduledAt: nil)
    public mutating func describe(_ field: inout some Field) {
      field("mutation_code", &code, "Type of the change.")
      field("created_at", &createdAt, "When the change was requested.")
      field("message", &message, "Human-readable description of the change.")
      field("scheduled_at", &scheduledAt, "When the user will be created at the provider.")
    }
  }

  public struct DeferringGroupMembershipUpdate: Record {
    public static let name = "deferring_group_membership_update"
    public enum Code: String, Choice { case it = "deferring_group_membership_update" }
    public enum Direction: String, Choice { case adding, removing }
    public var code = Code.it
    public var createdAt: Instant
    public var message: String
    public var acsAccessGroupID: ID<AcsAccessGroup>
    public var variant: Extensible<Direction>
    public init(since createdAt: Instant, _ message: String, acsAccessGroupID: ID<AcsAccessGroup>, _ variant: Direction)
    {
      self.createdAt = createdAt
      self.message = message
      self.acsAccessGroupID = acsAccessGroupID
      self.variant = .known(variant)
    }
    public static let blank = DeferringGroupMembershipUpdate(since: .blank, "", acsAccessGroupID: .blank, .adding)
    public mutating func describe(_ field: inout some Field) {
      field("mutation_code", &code, "Type of the change.")
      field("created_at", &createdAt, "When the change was requested.")
      field("message", &message, "Human-readable description of the change.")
      field("acs_access_group_id", &acsAccessGroupID, "The access group.")
      field("variant", &variant, "Whether the user will be added or removed.")
    }
  }
}
