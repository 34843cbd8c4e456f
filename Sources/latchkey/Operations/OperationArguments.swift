import Foundation
import Wire

/// The parsed arguments of one operation: its parameters, and the options of the call.
struct OperationArguments {
  private(set) var parameters: [String: JSON] = [:]
  private(set) var client = ClientOptions()
  private(set) var isHelp = false
  private(set) var isAll = false

  private let options: [FieldOption]
  private let nullablePaths: [[String]]
  private let takesFile: Bool
  /// The name of the file with stays, or `-` for standard input.
  private var file: String?

  /// - Throws: ``Problem`` that names the option.
  init(_ arguments: [String], for command: CommandTree.Command) throws {
    let fields = command.endpoint.fields
    options = FieldOption.options(of: fields)
    nullablePaths = FieldOption.nullablePaths(of: fields)
    takesFile = command.takesFile
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      try read(argument, &rest)
    }
    guard !isHelp else { return }
    if let file { parameters.merge(try StaysFile.parameters(of: file)) { given, _ in given } }
    if takesFile, parameters[StaysFile.documentName] == nil {
      throw Problem(.usage, "give the file with the stays, or - for standard input")
    }
    if let missing = Self.missing(fields, in: parameters, path: []) {
      throw Problem(.usage, "\(missing) is required")
    }
  }

  private mutating func read(_ argument: String, _ rest: inout ArraySlice<String>) throws {
    guard argument.hasPrefix("-"), argument != "-" else { return try take(argument) }
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let value = parts.count == 2 ? String(parts[1]) : nil
    switch name {
    case "-h", "--help": isHelp = true
    case "--all": try followPages()
    case "--json": client.isJSON = true
    case "--csv": client.isSheet = true
    case "--json-body": try overlay(try Self.value(of: name, value, &rest))
    case "--null": try clear(try Self.value(of: name, value, &rest))
    default:
      if ClientOptions.takesValue(name) { return try client.set(name, to: try Self.value(of: name, value, &rest)) }
      try readParameter(name, value, &rest)
    }
  }

  /// Takes a word that is no option.
  private mutating func take(_ word: String) throws {
    guard takesFile, file == nil else {
      throw Problem(.usage, "unexpected argument \(word); give values after an option")
    }
    file = word
  }

  private mutating func followPages() throws {
    guard options.contains(where: { $0.name == "--page-cursor" }) else {
      let hint = options.contains { $0.name == "--limit" } ? "; use --limit instead" : ""
      throw Problem(.usage, "--all works only for lists with pages\(hint)")
    }
    isAll = true
  }

  /// The value after the equals sign, or else the next word.
  private static func value(of name: String, _ value: String?, _ rest: inout ArraySlice<String>) throws -> String {
    if let value { return value }
    guard let word = rest.popFirst() else { throw Problem(.usage, "\(name) requires a value") }
    return word
  }

  private mutating func readParameter(_ name: String, _ value: String?, _ rest: inout ArraySlice<String>) throws {
    let plain = name.replacing("_", with: "-")
    if let option = options.first(where: { $0.name == plain }), !option.isMetadata {
      if option.isFlag, value == nil, !["true", "false"].contains(rest.first ?? "") {
        return set(option.path[...], .bool(true), in: &parameters)
      }
      let text = try Self.value(of: name, value, &rest)
      guard let json = option.value(of: text) else {
        throw Problem(.usage, "\(option.name) must be \(option.placeholder), not \(text)")
      }
      return option.isList ? append(json, at: option.path) : set(option.path[...], json, in: &parameters)
    }
    if let option = options.first(where: { $0.isMetadata && plain.hasPrefix($0.name + ".") }) {
      let key = String(name.dropFirst(option.name.count + 1))
      guard let json = option.value(of: try Self.value(of: name, value, &rest)) else { return }
      return set((option.path + [key])[...], json, in: &parameters)
    }
    throw Problem(.usage, "unknown option \(name)")
  }

  /// Merges the members of a JSON object, given as text, as `@file`, or as `-` for standard input.
  private mutating func overlay(_ text: String) throws {
    let bytes: [UInt8]
    switch text.first {
    case "@":
      guard let data = FileManager.default.contents(atPath: String(text.dropFirst())) else {
        throw Problem(.notFound, "the file \(text.dropFirst()) cannot be read")
      }
      bytes = Array(data)
    case "-" where text == "-":
      guard let data = try? FileHandle.standardInput.readToEnd() else {
        throw Problem(.notFound, "standard input cannot be read")
      }
      bytes = Array(data)
    default: bytes = Array(text.utf8)
    }
    guard case .object(let members)? = try? JSON.parse(bytes) else {
      throw Problem(.usage, "--json-body must be a JSON object, @FILE, or - for standard input")
    }
    parameters.merge(members) { $1 }
  }

  private mutating func clear(_ name: String) throws {
    let dashed = "--" + name.replacing("_", with: "-").drop { $0 == "-" }
    guard let path = nullablePaths.first(where: { FieldOption.name(of: $0.joined(separator: ".")) == dashed }) else {
      let names = nullablePaths.map { FieldOption.name(of: $0.joined(separator: ".")).dropFirst(2) }
      let hint = names.isEmpty ? "no parameter can be null" : "these can: \(names.joined(separator: ", "))"
      throw Problem(.usage, "\(name) cannot be null; \(hint)")
    }
    set(path[...], .null, in: &parameters)
  }

  private mutating func append(_ item: JSON, at path: [String]) {
    var items: [JSON] = []
    var found: JSON? = .object(parameters)
    for name in path { found = found?[name] }
    if case .array(let present)? = found { items = present }
    set(path[...], .array(items + [item]), in: &parameters)
  }

  private func set(_ path: ArraySlice<String>, _ value: JSON, in members: inout [String: JSON]) {
    guard let name = path.first else { return }
    guard path.count > 1 else { return members[name] = value }
    var inner: [String: JSON] = [:]
    if case .object(let present)? = members[name] { inner = present }
    set(path.dropFirst(), value, in: &inner)
    members[name] = .object(inner)
  }

  /// The option of the first required value that is missing.
  private static func missing(_ fields: [FieldSchema], in members: [String: JSON], path: [String]) -> String? {
    for field in fields {
      let path = path + [field.name]
      guard let value = members[field.name] else {
        guard field.isRequired else { continue }
        return FieldOption.options(of: [field], in: path.dropLast()).first?.name
      }
      if case .record(_, let inner) = field.schema.present, case .object(let given) = value,
        let name = missing(inner, in: given, path: path)
      {
        return name
      }
    }
    return nil
  }
}
