import API
package import Wire

/// The members of a record before and after a change, as the audit stores them.
package struct AuditedMembers: Sendable {
  /// The maximum length of a text. Of a longer one, only the length is recorded.
  private static let textMax = 1000
  /// The maximum number of members of a request.
  private static let countMax = 200
  /// The secrets of the API, and what opens no door but is not recorded either. The body of a request to a virtual cloud
  /// may have a PIN. That body and an imported document have names of people that nothing would find when they are erased.
  private static let secrets = secretNames.union(["body", "document", "password", "secret", "token"])

  /// Whether values with this name are never recorded.
  package static func isSecret(_ name: String) -> Bool { secrets.contains(name) }

  private var personal: [String: JSON] = [:]
  private var other: [String: JSON] = [:]

  package init() {}

  package var isEmpty: Bool { personal.isEmpty && other.isEmpty }
  package var names: Set<String> { Set(personal.keys).union(other.keys) }

  /// Notes a change of a member.
  ///
  /// - Parameters:
  ///   - former: nil if there was no value, or if it is not known.
  ///   - value: nil if there is no value.
  package mutating func note(_ name: String, from former: JSON?, to value: JSON?, isPersonal: Bool) {
    var change: [String: JSON] = [:]
    if let former { change["from"] = Self.shortened(former) }
    if let value { change["to"] = Self.shortened(value) }
    if isPersonal { personal[name] = .object(change) } else { other[name] = .object(change) }
  }

  private static func shortened(_ value: JSON) -> JSON {
    switch value {
    case .string(let text) where text.count > textMax: .object(["length": .int(text.count)])
    default: value
    }
  }

  /// The members in the form of an entry.
  ///
  /// - Parameter salt: creates a new salt.
  package func parts(salt: () -> String) -> [AuditedPart] {
    let sides: [(kind: AuditedPart.Kind, members: [String: JSON])] = [(.personal, personal), (.other, other)]
    return sides.filter { !$0.members.isEmpty }.map { side in
      let text = String(decoding: JSON.object(side.members).bytes, as: UTF8.self)
      return AuditedPart(side.kind, AuditedPart.Opening(salt: salt(), text: text))
    }
  }
}

extension AuditedMembers {
  /// The parameters of a request, without IDs, which are its subjects.
  ///
  /// - Parameter known: the members of changed records, which need not be recorded again.
  package init(of parameters: [String: JSON], without known: Set<String>) {
    self.init()
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      note(parameter: value, name, leaf: name)
    }
  }

  /// Notes the values in an object one by one, and of a list of objects only the length, since each of them becomes a
  /// record.
  private mutating func note(parameter value: JSON, _ path: String, leaf: String) {
    guard names.count < Self.countMax else { return }
    if Self.isSecret(leaf) { return note(path, from: nil, to: .string("secret"), isPersonal: false) }
    switch value {
    case .object(let members):
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        note(parameter: member, "\(path).\(name)", leaf: name)
      }
    case .array(let items):
      let isPlain = items.count <= Self.countMax && items.allSatisfy { $0.isPlain }
      if isPlain, isIdentifier(leaf) { return }
      note(path, from: nil, to: isPlain ? value : .object(["length": .int(items.count)]), isPersonal: isPlain)
    case .string:
      if isIdentifier(leaf) { return }
      note(path, from: nil, to: value, isPersonal: !leaf.hasSuffix("_at"))
    case .null, .bool, .int, .double: note(path, from: nil, to: value, isPersonal: false)
    }
  }
}

extension AuditSubject {
  /// The maximum number of subjects of a request.
  private static let countMax = 200

  /// The resources that the parameters of a request name by their ID.
  package static func subjects(of parameters: [String: JSON]) -> [AuditSubject] {
    let found = parameters.sorted { $0.key < $1.key }.flatMap { name, value -> [AuditSubject] in
      guard isIdentifier(name) else { return [] }
      let type = String(name.dropLast(name.hasSuffix("s") ? 4 : 3))
      let values = if case .array(let items) = value { items } else { [value] }
      return values.compactMap { $0.text.map { AuditSubject(type: type, id: $0) } }
    }
    return Array(found.prefix(countMax))
  }
}

private func isIdentifier(_ name: String) -> Bool { name.hasSuffix("_id") || name.hasSuffix("_ids") }

extension JSON {
  /// Whether it is a value without members.
  fileprivate var isPlain: Bool {
    switch self {
    case .array, .object: false
    case .null, .bool, .int, .double, .string: true
    }
  }
}
