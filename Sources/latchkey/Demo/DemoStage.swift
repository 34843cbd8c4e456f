/// Prints the story: steps, facts and a table of doors, in colour on a terminal only.
struct DemoStage: Sendable {
  private static let nameWidth = 28

  let isJSON: Bool

  func step(_ number: Int, _ text: String) { tell("\n\(styled("\(number).", "1;36")) \(styled(text, "1"))") }
  func scene(_ text: String) { tell("\n\(styled(text, "1;33"))") }
  func fact(_ name: String, _ value: String) { tell("   " + name.padded(to: Self.nameWidth) + value) }

  func door(_ name: String, opened: Bool, why: String) {
    let verdict = opened ? styled("opens", "32") : styled("stays shut", "31")
    tell("   " + name.padded(to: Self.nameWidth) + verdict + (why.isEmpty ? "" : ": \(why)"))
  }

  /// What explains the line before.
  func because(_ text: String) { tell("   " + "".padded(to: Self.nameWidth) + text) }

  func json(_ text: String) { if isJSON { Output.write(text) } }

  private func tell(_ text: String) { if !isJSON { Output.write(text) } }
  private func styled(_ text: String, _ code: String) -> String { text.styled(code, Terminal.isOutputStyled) }
}
