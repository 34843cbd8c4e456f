import Foundation

/// Prints the story: steps, facts and a table of doors, in colour on a terminal only.
struct DemoStage: Sendable {
  let isJSON: Bool
  private let isTerminal = isatty(STDOUT_FILENO) == 1

  init(isJSON: Bool) { self.isJSON = isJSON }

  func step(_ number: Int, _ text: String) { tell("\n\(styled("\(number).", "1;36")) \(styled(text, "1"))") }
  func scene(_ text: String) { tell("\n\(styled(text, "1;33"))") }
  func fact(_ name: String, _ value: String) {
    tell("   " + name.padding(toLength: 28, withPad: " ", startingAt: 0) + value)
  }

  func door(_ name: String, opened: Bool, why: String) {
    let mark = opened ? styled("opens      ", "32") : styled("stays shut ", "31")
    tell("   " + name.padding(toLength: 28, withPad: " ", startingAt: 0) + mark + why)
  }

  func json(_ text: String) { if isJSON { print(text) } }

  private func tell(_ text: String) { if !isJSON { print(text) } }

  private func styled(_ text: String, _ code: String) -> String {
    isTerminal ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
