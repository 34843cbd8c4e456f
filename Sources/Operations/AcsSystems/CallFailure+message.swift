import Engine
import Wire

extension CallFailure {
  /// For a person to read; names nobody.
  package var message: String {
    "Calls of Salto KS have failed since \(since): \(kinds.map(\.rawValue).joined(separator: ", "))."
  }
}
