import API
import ArgumentParser
import Foundation
import Wire

struct OpenAPIDocument: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "openapi", abstract: "Print the OpenAPI document.")

  func run() { FileHandle.standardOutput.write(Data(openAPIDocument(catalogue).bytes + [0x0A])) }
}
