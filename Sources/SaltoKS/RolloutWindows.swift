import Core

extension RolloutWindows {
  /// How long Salto's locks take to hear of a change: what concerns a person is sent at once, a change of a group takes
  /// up to 45 seconds (`docs/connect-api.md`).
  package static let saltoKS = RolloutWindows(
    membership: .seconds(45), person: .zero, sightingLife: .seconds(150))
}
