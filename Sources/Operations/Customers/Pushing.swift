import API
import Core
import Store
import Wire

/// What a part of a run did with its records.
struct TakenRecords: Sendable {
  /// A person can be in several parts.
  var people: [CustomerRunRecord] = []
  var others: [CustomerRunRecord] = []
}

extension Platform {
  /// The number of records that are written in one transaction.
  private static let partSize = 100

  /// Takes the records of a customer, one part after the other. It is safe to repeat: what was taken before is unchanged.
  ///
  /// - Parameter isPreview: whether everything is undone again.
  func push(
    _ records: CustomerRecords, of customer: String, _ caller: Caller, isPreview: Bool = false
  ) async throws -> [CustomerRunRecord] {
    var outcomes = records.refused
    var known: Set<String> = []
    for part in records.parts(of: Self.partSize) {
      let taken =
        isPreview
        ? try await preview(part, of: customer, caller)
        : try await write(repeatable: caller) { try $0.take(part, of: customer, caller) }
      outcomes += taken.people.filter { known.insert($0.recordKey).inserted } + taken.others
    }
    return outcomes
  }

  private func preview(
    _ part: CustomerRecords, of customer: String, _ caller: Caller
  ) async throws -> TakenRecords {
    do {
      return try await write(repeatable: caller) { change -> TakenRecords in
        throw Previewed(records: try change.take(part, of: customer, caller))
      }
    } catch let previewed as Previewed {
      return previewed.records
    }
  }
}

/// Undoes a change, and carries what it did.
private struct Previewed: Error {
  let records: TakenRecords
}

/// What was done with one record.
struct TakenRecord {
  var outcome: CustomerRunRecord.Outcome
  /// The identity, the space or the grant of the record.
  var resource: String?
  /// Why the record was not taken completely.
  var note: RecordRefused?

  init(_ outcome: CustomerRunRecord.Outcome, _ resource: String?, _ note: RecordRefused? = nil) {
    self.outcome = outcome
    self.resource = resource
    self.note = note
  }
}

extension Platform.Change {
  /// Takes a part of the records of a customer. A record that cannot be taken changes nothing.
  mutating func take(_ part: CustomerRecords, of customer: String, _ caller: Caller) throws -> TakenRecords {
    let rules = StayRules(try transaction.rulesInForce(of: customer, in: workspaceID))
    var taken = TakenRecords()
    for place in part.places {
      taken.others.append(
        try outcome(place.family, place.key) { try $0.take(place, of: customer, rules, caller) })
    }
    for person in part.people {
      taken.people.append(try outcome(person.family, person.key) { try $0.take(person, of: customer, rules) })
    }
    for stay in part.stays {
      taken.others.append(try outcome(stay.family, stay.key) { try $0.take(stay, of: customer, rules, caller) })
    }
    return taken
  }

  private mutating func outcome(
    _ family: String, _ key: String, _ body: (inout Platform.Change) throws -> TakenRecord
  ) throws -> CustomerRunRecord {
    var attempt = self
    do {
      let taken = try transaction.part { try body(&attempt) }
      self = attempt
      var record = CustomerRunRecord(family: family, recordKey: key, outcome: taken.outcome)
      record.resourceID = taken.resource
      record.reasonCode = taken.note?.code
      record.message = taken.note?.message
      return record
    } catch let refusal as RecordRefused {
      return .refused(key, in: family, code: refusal.code, refusal.message)
    } catch let error as APIError where error.kind != .failed {
      return .refused(key, in: family, code: error.type, error.message)
    }
  }

  /// Stores a run. Only records that were not taken completely are kept.
  func finish(
    _ source: CustomerRun.Source, of customer: String?, _ records: [CustomerRunRecord]
  ) throws -> CustomerRun {
    var run = CustomerRun(
      customerRunID: identifiers.next(), workspaceID: workspaceID, createdAt: now, source: source,
      customerKey: customer)
    run.count(records)
    run.records = records.filter { $0.reasonCode != nil }
    try transaction.insert(run)
    return run
  }
}
