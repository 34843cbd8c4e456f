import Engine
import Wire

extension CallFailure {
  /// For a person to read; names nobody.
  package var message: String {
    "Since \(since), calls of Salto KS have failed: \(kinds.map(\.rawValue).joined(separator: ", "))."
  }
}
