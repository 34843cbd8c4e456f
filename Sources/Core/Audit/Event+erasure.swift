package import API
import Wire

extension Event {
  /// Deletes the texts that may be about a person. Types, IDs and times stay.
  package mutating func erasePerson() {
    access.code = nil
    if eventType == .known(.phoneDeactivated) { details.deviceMetadata = nil }
    grant.erasePerson()
    code.erasePerson()
  }
}

/// Stands for a text that a type of event cannot lack.
private let erasedText = "erased"

extension EventGrant {
  fileprivate mutating func erasePerson() {
    key = nil
    grantKeys = nil
    if errorMessage != nil { errorMessage = erasedText }
  }
}

extension EventAccessCode {
  fileprivate mutating func erasePerson() {
    from = from?.withoutName
    to = to?.withoutName
    changedProperties = changedProperties?.map { change in
      ["starts_at", "ends_at"].contains(change.property)
        ? change : ChangedProperty(change.property, from: nil, to: nil)
    }
    requestedMutations = requestedMutations?.map { mutation in
      var mutation = mutation
      mutation.from = mutation.from?.withoutName
      mutation.to = mutation.to?.withoutName
      return mutation
    }
    errors = errors?.map { error in
      var error = error
      error.message = erasedText
      error.modifiedFields = error.modifiedFields?.map { AccessCodeModifiedField($0.field, from: nil, to: nil) }
      return error
    }
    warnings = warnings?.map { warning in
      var warning = warning
      warning.message = erasedText
      return warning
    }
  }
}

extension AccessCodeState {
  fileprivate var withoutName: AccessCodeState {
    var state = self
    if state.codeName != nil { state.codeName = .null }
    return state
  }
}
