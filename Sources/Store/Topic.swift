package import API
package import Wire

/// What a listener of a ``Bell`` waits for.
package enum Topic: Hashable, Sendable {
  /// The log of a workspace.
  case events(ID<Workspace>)
  /// What is due at a system.
  case work(ID<AcsSystem>)
  /// What is due at a system, with a revocation.
  case urgentWork(ID<AcsSystem>)
  /// A PIN that was created, or that will not be created soon.
  case pin(ID<AcsCredential>)
  /// What a webhook is to do.
  case webhook(ID<Webhook>)
  /// The cards that were held to the locks of a system.
  case heldCards(ID<AcsSystem>)
  /// The requests to sync sites.
  case syncRequests
  /// The clocks of sandboxes, and the requests to set them.
  case clocks
  /// The claims that no node has.
  case freeClaims
  /// The connected accounts, and the systems of each.
  case accounts
  /// The rights of callers: a key was revoked, or a workspace changed.
  case callers
  /// All topics: something may have been missed.
  case everything
}

/// A topic as servers send it to each other, in one line.
extension Topic {
  var text: String {
    switch self {
    case .events(let workspace): "events/\(workspace.text)"
    case .work(let system): "work/\(system.text)"
    case .urgentWork(let system): "urgent_work/\(system.text)"
    case .pin(let credential): "pin/\(credential.text)"
    case .webhook(let webhook): "webhook/\(webhook.text)"
    case .heldCards(let system): "held_cards/\(system.text)"
    case .syncRequests: "sync_requests"
    case .clocks: "clocks"
    case .freeClaims: "free_claims"
    case .accounts: "accounts"
    case .callers: "callers"
    case .everything: "everything"
    }
  }

  /// Nil for a topic of another version.
  init?(text: String) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let id = parts.count > 1 ? parts[1] : ""
    switch parts.first {
    case "events": self = .events(ID(id))
    case "work": self = .work(ID(id))
    case "urgent_work": self = .urgentWork(ID(id))
    case "pin": self = .pin(ID(id))
    case "webhook": self = .webhook(ID(id))
    case "held_cards": self = .heldCards(ID(id))
    case "sync_requests": self = .syncRequests
    case "clocks": self = .clocks
    case "free_claims": self = .freeClaims
    case "accounts": self = .accounts
    case "callers": self = .callers
    case "everything": self = .everything
    default: return nil
    }
  }
}
