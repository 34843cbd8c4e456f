import API
import Foundation
import Wire

/// The source files of the SDK's operations, by name.
func sdkSources(_ endpoints: [any Endpoint.Type]) -> [String: String] {
  let groups = Group(endpoints).all
  let shadowed = Set(groups.map(\.typeName))
  var sources = ["Resources.swift": identifiedResources(endpoints)]
  for group in groups { sources[group.fileName] = group.source(shadowed: shadowed) }
  return sources
}

@main
enum SDKPrinter {
  /// Writes the files into the given folder, and deletes all others there.
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: SDKPrinter FOLDER\n".utf8))
      exit(64)
    }
    let folder = URL(fileURLWithPath: CommandLine.arguments[1])
    let sources = sdkSources(catalogue)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where sources[file] == nil {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(file))
    }
    for (file, source) in sources {
      let place = folder.appendingPathComponent(file)
      let isSame = (try? Data(contentsOf: place)) == Data(source.utf8)
      if !isSame { try Data(source.utf8).write(to: place, options: .atomic) }
    }
  }
}
