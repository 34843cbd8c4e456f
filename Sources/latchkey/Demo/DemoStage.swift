/// Prints the story: steps, facts and a table of doors. Uses colour on a terminal only.
struct DemoStage: Sendable {
  private static let nameWidth = 28

  let isJSON: Bool

  func step(_ number: Int, _ text: String) { tell("\n\(styled("\(number).", "1;36")) \(styled(text, "1"))") }
  func scene(_ text: String) { tell("\n\(styled(text, "1;33"))") }
  func fact(_ name: String, _ value: String) { tell(column(name) + value) }

  func door(_ name: String, opened: Bool, why: String) {
    let verdict = opened ? styled("opens", "32") : styled("stays shut", "31")
    tell(column(name) + verdict + (why.isEmpty ? "" : ": \(why)"))
  }

  /// Explains the line before.
  func because(_ text: String) { tell(column("") + text) }

  func json(_ text: String) { if isJSON { Output.write(text) } }

  /// The first column, followed by a space even if the name is too long.
  private func column(_ name: String) -> String { "   " + name.padded(to: Self.nameWidth - 1) + " " }

  private func tell(_ text: String) { if !isJSON { Output.write(text) } }
  private func styled(_ text: String, _ code: String) -> String { text.styled(code, Terminal.isOutputStyled) }
}
