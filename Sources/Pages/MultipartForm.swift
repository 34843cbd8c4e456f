/// A file of a submitted form.
struct FormFile: Sendable {
  /// The name on the sender's computer.
  let name: String
  let bytes: [UInt8]
}

extension FormFields {
  /// Reads a form as browsers send it, with or without files. A malformed part is skipped.
  ///
  /// - Parameter contentType: the header of that name.
  init(_ body: [UInt8], contentType: String?) {
    guard let boundary = contentType.flatMap(Self.boundary) else {
      self.init(String(decoding: body, as: UTF8.self))
      return
    }
    self.init("")
    // The first boundary has no line end before it.
    let (lineEnd, mark) = (Array("\r\n".utf8), Array("\r\n--\(boundary)".utf8))
    for part in split(lineEnd + body, by: mark).dropFirst().prefix(Self.partMax) {
      guard part.starts(with: lineEnd) else { continue }
      read(part.dropFirst(lineEnd.count))
    }
  }

  private static let partMax = 1000

  private mutating func read(_ part: ArraySlice<UInt8>) {
    let end = Array("\r\n\r\n".utf8)
    guard let head = firstIndex(of: end, in: part) else { return }
    let lines = String(decoding: part[..<head], as: UTF8.self).split(separator: "\r\n")
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = quoted("name", in: line)
    else { return }
    let content = part[(head + end.count)...]
    if let fileName = quoted("filename", in: line) {
      // A browser sends an empty name if no file was chosen.
      if !fileName.isEmpty { add(name, FormFile(name: fileName, bytes: Array(content))) }
    } else {
      add(name, content.contains(0) ? "" : String(decoding: content, as: UTF8.self))
    }
  }

  private static func boundary(_ contentType: String) -> String? {
    let parts = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
    guard parts.first?.lowercased() == "multipart/form-data",
      let value = parts.first(where: { $0.lowercased().hasPrefix("boundary=") })?.dropFirst("boundary=".count)
    else { return nil }
    let text = value.filter { $0 != "\"" }
    return (1...70).contains(text.utf8.count) ? String(text) : nil
  }
}

/// The value of a parameter such as `name="value"` in a header. A value may have semicolons. Browsers write a quotation mark
/// in it as `%22`.
private func quoted(_ parameter: String, in line: Substring) -> String? {
  let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
  for index in stride(from: 0, to: parts.count - 1, by: 2) {
    guard let title = parts[index].split(separator: ";").last else { continue }
    if title.drop(while: { $0 == " " }) == "\(parameter)=" {
      return parts[index + 1].replacing("%22", with: "\"").description
    }
  }
  return nil
}

/// The parts between marks, and before the first one.
private func split(_ bytes: [UInt8], by mark: [UInt8]) -> [ArraySlice<UInt8>] {
  var parts: [ArraySlice<UInt8>] = []
  var rest = bytes[...]
  while let end = firstIndex(of: mark, in: rest) {
    parts.append(rest[..<end])
    rest = rest[(end + mark.count)...]
  }
  // The last part comes before the closing mark, so what follows it is no part.
  return parts
}

private func firstIndex(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
  guard let first = mark.first else { return nil }
  var from = bytes.startIndex
  while let at = bytes[from...].firstIndex(of: first) {
    if bytes[at...].starts(with: mark) { return at }
    from = at + 1
  }
  return nil
}
