public import Wire

/// A pending change of an access group.
public enum AcsAccessGroupMutation: Union {
  case creating(PlainMutation<AcsUserMutation.Creating>)
  case deleting(PlainMutation<AcsUserMutation.Deleting>)
  case deferringDeletion(PlainMutation<DeferringDeletion>)
  case updatingGroupInformation(Transition<UpdatingGroupInformation, Information>)
  case updatingAccessSchedule(Transition<AcsUserMutation.UpdatingAccessSchedule, AcsUserMutation.ScheduleState>)
  case updatingUserMembership(Transition<UpdatingUserMembership, OneID<AcsUser, AcsUserMember>>)
  case updatingEntranceMembership(Transition<UpdatingEntranceMembership, OneID<AcsEntrance, EntranceMember>>)
  case deferringUserMembershipUpdate(DeferringUserMembershipUpdate)
  case unknown(JSON)

  public enum DeferringDeletion: String, Choice { case it = "deferring_deletion" }
  public enum UpdatingGroupInformation: String, Choice { case it = "updating_group_information" }
  public enum UpdatingUserMembership: String, Choice { case it = "updating_user_membership" }
  public enum UpdatingEntranceMembership: String, Choice { case it = "updating_entrance_membership" }

  public static let tag = "mutation_code"
  public static let variants: [Variant<AcsAccessGroupMutation>] = [
    Variant("creating", AcsAccessGroupMutation.creating) { if case .creating(let it) = $0 { it } else { nil } },
    Variant("deleting", AcsAccessGroupMutation.deleting) { if case .deleting(let it) = $0 { it } else { nil } },
    Variant("deferring_deletion", AcsAccessGroupMutation.deferringDeletion) {
      if case .deferringDeletion(let it) = $0 { it } else { nil }
    },
    Variant("updating_group_information", AcsAccessGroupMutation.updatingGroupInformation) {
      if case .updatingGroupInformation(let it) = $0 { it } else { nil }
    },
    Variant("updating_access_schedule", AcsAccessGroupMutation.updatingAccessSchedule) {
      if case .updatingAccessSchedule(let it) = $0 { it } else { nil }
    },
    Variant("updating_user_membership", AcsAccessGroupMutation.updatingUserMembership) {
      if case .updatingUserMembership(let it) = $0 { it } else { nil }
    },
    Variant("updating_entrance_membership", AcsAccessGroupMutation.updatingEntranceMembership) {
      if case .updatingEntranceMembership(let it) = $0 { it } else { nil }
    },
    Variant("deferring_user_membership_update", AcsAccessGroupMutation.deferringUserMembershipUpdate) {
      if case .deferringUserMembershipUpdate(let it) = $0 { it } else { nil }
    },
  ]
  public var unknownJSON: JSON? { if case .unknown(let json) = self { json } else { nil } }
}

extension AcsAccessGroupMutation {
  public struct Information: Record, Hashable {
    public static let name = "acs_access_group_information"
    public var name: Nullable<String>?
    public init(name: Nullable<String>?) { self.name = name }
    public static let blank = Information(name: nil)
    public mutating func describe(_ field: inout some Field) { field("name", &name, "Name of the group.") }
  }

  public struct DeferringUserMembershipUpdate: Record {
    public static let name = "deferring_user_membership_update"
    public enum Code: String, Choice { case it = "deferring_user_membership_update" }
    public typealias Direction = AcsUserMutation.DeferringGroupMembershipUpdate.Direction
    public var code = Code.it
    public var createdAt: Instant
    public var message: String
    public var acsUserID: ID<AcsUser>
    public var variant: Extensible<Direction>
    public init(since createdAt: Instant, _ message: String, acsUserID: ID<AcsUser>, _ variant: Direction) {
      self.createdAt = createdAt
      self.message = message
      self.acsUserID = acsUserID
      self.variant = .known(variant)
    }
    public static let blank = DeferringUserMembershipUpdate(since: .blank, "", acsUserID: .blank, .adding)
    public mutating func describe(_ field: inout some Field) {
      field("mutation_code", &code, "Type of the change.")
      field("created_at", &createdAt, "When the change was requested.")
      field("message", &message, "Human-readable description of the change.")
      field("acs_user_id", &acsUserID, "The ACS user.")
      field("variant", &variant, "Whether the user will be added or removed.")
    }
  }
}
