/// What an operator may do in a workspace. Each role includes the ones before it.
public enum OperatorRole: String, Choice, Comparable {
  /// Sees everything but secrets: no PINs, and no links that open doors.
  case viewer
  /// Arranges stays, opens doors and sees PINs.
  case frontDesk = "front_desk"
  /// Runs the workspace.
  case administrator

  public static func < (one: OperatorRole, other: OperatorRole) -> Bool { one.rank < other.rank }

  private var rank: Int {
    switch self {
    case .viewer: 0
    case .frontDesk: 1
    case .administrator: 2
    }
  }
}
