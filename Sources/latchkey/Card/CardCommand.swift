import ArgumentParser
import MobileKey
import Wire

/// A guest's card on the command line.
struct CardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card", abstract: "Simulate a card, which is held to virtual doors.", subcommands: [CardHold.self])
}

struct CardHold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Hold a card to a door.",
    discussion: "The lock reads the card, also if it refuses it. Exit codes: 0 opened, 81 refused, 82 no response.")

  @Argument(help: "Name of the door or ID of its lock.") var door: String
  @Option(help: "Number that is printed on the card.") var number: String
  @Option(help: "Socket of the site's doors; LATCHKEY_RADIO. It is virtual_radio in the ready file.")
  var radio: String?
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    let reason: String
    do {
      reason = try await decision()
    } catch let problem as Problem {
      problem.end(asJSON: json)
    } catch let fault as RadioFault {
      Problem(.doorSilent, "\(door.printable): \(fault)").end(asJSON: json)
    }
    let isOpen = reason == "opened"
    if json {
      Output.write(
        .object([
          "door": .string(door), "card_number": .string(number), "opened": .bool(isOpen), "reason": .string(reason),
        ]))
    } else {
      Output.write(isOpen ? "\(door.printable) opens." : "\(door.printable) stays shut: \(reason.printable).")
    }
    if !isOpen { throw ExitCode(Problem.Code.doorRefused.rawValue) }
  }

  private func decision() async throws -> String {
    guard number.utf8.count == 8, number.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw Problem(.usage, "--number must be the eight digits that are printed on the card")
    }
    guard let path = setting(radio, "LATCHKEY_RADIO") else {
      throw Problem(.usage, "the card has no radio; give --radio with the site's socket")
    }
    return try await SocketRadio(path: path, heldTo: door).hold(cardNumber: number)
  }
}
