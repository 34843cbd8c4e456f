package import Core
import Engine
import Wire

extension CallFailure {
  /// A human-readable message without names.
  package func message(_ brand: Brand) -> String {
    "Calls of \(brand.name) have failed since \(since): \(kinds.map(\.rawValue).joined(separator: ", "))."
  }
}
