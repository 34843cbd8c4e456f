/// A resource that a change is about.
package struct AuditSubject: Hashable, Sendable {
  /// The type of the resource, such as `acs_user`.
  package var type: String
  package var id: String

  package init(type: String, id: String) {
    self.type = type
    self.id = id
  }
}

/// Values of an audit entry. Only a hash of them and of a salt is in the chain, so that they can be deleted later.
package struct AuditedPart: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// Texts, which may be about a person.
    case personal
    /// Numbers, moments and IDs.
    case other
  }

  /// The values and their salt.
  package struct Opening: Hashable, Sendable {
    package var salt: String
    /// A JSON object with the values.
    package var text: String

    package init(salt: String, text: String) {
      self.salt = salt
      self.text = text
    }

    /// The hash that is in the chain. Without the salt, nobody can find the values by trying.
    package var commitment: String {
      var bytes = CanonicalBytes()
      bytes.append(salt)
      bytes.append(text)
      return bytes.hash
    }
  }

  package var kind: Kind
  package var commitment: String
  /// Nil once the values were deleted.
  package var opening: Opening?

  package init(kind: Kind, commitment: String, opening: Opening?) {
    self.kind = kind
    self.commitment = commitment
    self.opening = opening
  }

  package init(_ kind: Kind, _ opening: Opening) {
    self.init(kind: kind, commitment: opening.commitment, opening: opening)
  }

  /// Whether the values are those of the commitment, or were deleted.
  var isSound: Bool { opening.map { $0.commitment == commitment } ?? true }
}

/// What one change did to one record. The request and the sender of a call are records too.
package struct AuditedRecord: Hashable, Sendable {
  /// The record with the parameters of a call.
  package static let request = "request"
  /// The record with the address of the caller.
  package static let sender = "sender"
  /// The record of two identities of one person, of which one was merged into the other.
  package static let merge = "merged_user_identity"

  /// The kind of the record, such as `access_grant`.
  package var name: String
  package var subjects: [AuditSubject]
  package var parts: [AuditedPart]

  package init(name: String, subjects: [AuditSubject], parts: [AuditedPart]) {
    self.name = name
    self.subjects = subjects
    self.parts = parts
  }

  /// Deletes the values that may be about a person.
  ///
  /// - Returns: whether there were any.
  package mutating func erase() -> Bool {
    var hasErased = false
    for index in parts.indices where parts[index].kind == .personal && parts[index].opening != nil {
      parts[index].opening = nil
      hasErased = true
    }
    return hasErased
  }
}
