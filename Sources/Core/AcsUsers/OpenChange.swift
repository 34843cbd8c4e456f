package import API
package import Wire

package typealias Refused = RefusedStage<Stage>
package typealias OpenCall = BegunCall<OpenChange>

/// The intended change, which decides what to read back.
package enum OpenChange: Hashable, Sendable {
  case create
  /// The same for a guest with a known account.
  case createFor(ExternalID<ProviderPerson>)
  case update
  case subscribe
  case unsubscribe
  case block
  case unblock
  case delete
  case add(ExternalID<ProviderAccessGroup>)
  case remove(ExternalID<ProviderAccessGroup>)
  case makePin(ID<AcsCredential>)
  case setTag
  case setEmailAddress
  /// The same for the successor of the observed site user.
  indirect case ofSuccessor(OpenChange)

  /// The group that the user joins or leaves.
  package var group: ExternalID<ProviderAccessGroup>? {
    switch self {
    case .add(let group), .remove(let group): group
    default: nil
    }
  }

  var isOfSuccessor: Bool { if case .ofSuccessor = self { true } else { false } }

  /// Whether it creates the observed site user.
  package var isCreation: Bool {
    switch self {
    case .create, .createFor: true
    default: false
    }
  }

  /// The guest whose account the site user was to be created for.
  var guest: ExternalID<ProviderPerson>? {
    switch self {
    case .createFor(let person): person
    case .ofSuccessor(let kind): kind.guest
    default: nil
    }
  }

  package var stage: Stage {
    switch self {
    case .create, .createFor: .creation
    case .update: .profile
    case .subscribe, .unsubscribe: .subscription
    case .block, .unblock: .blocking
    case .delete: .deletion
    case .add, .remove: .membership
    case .makePin: .pin
    case .setTag: .tag
    case .setEmailAddress: .emailAddress
    case .ofSuccessor(let kind) where kind.isCreation: .succession
    case .ofSuccessor(let kind): kind.stage
    }
  }
}
