package import Core
import Engine
import Logging
import Store

/// The forms that sessions sent to any server of the database, so that a form that is sent twice does one thing.
package struct ConsoleForms: Sendable {
  let platform: Platform

  /// Stores that a form was sent, unless its session sent one with the same key before.
  ///
  /// - Returns: the earlier one. Nil if there is none.
  package func take(_ form: SentConsoleForm) async throws -> SentConsoleForm.Earlier? {
    try await platform.database.writeOutsideWorkspaces(at: platform.clocks.system.now(), by: .rule(.notingUses)) {
      try $0.take(form)
    }
  }

  /// Stores that a form has ended. A failure is logged, since what the form asked for is done.
  ///
  /// - Parameter place: the address that it led to. Nil for none.
  package func end(_ form: SentConsoleForm, ledTo place: String?) async {
    await logging { try $0.end(form, ledTo: place) }
  }

  /// Lets a form that did nothing be sent again. A failure is logged.
  package func giveBack(_ form: SentConsoleForm) async {
    await logging { try $0.delete(form) }
  }

  private func logging(_ write: @escaping @Sendable (Transaction) throws -> Void) async {
    do {
      try await platform.database.writeOutsideWorkspaces(
        at: platform.clocks.system.now(), by: .rule(.notingUses), write)
    } catch {
      platform.logger.error("The end of a console form was not stored", metadata: ["error": "\(error)"])
    }
  }
}

extension Platform {
  /// The forms of the console that were sent.
  package var consoleForms: ConsoleForms { ConsoleForms(platform: self) }
}
