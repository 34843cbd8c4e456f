import Engine
import Wire

extension CallFailure {
  /// A human-readable message without names.
  package var message: String {
    "Calls of Salto KS have failed since \(since): \(kinds.map(\.rawValue).joined(separator: ", "))."
  }
}
