/// The whole state as lines of the journal, from which a start restores it.
extension CloudState {
  /// The maximum number of objects in a line, so that no line needs too much memory.
  private static let linesHold = 500

  func snapshot() -> [JournalLine] {
    var first = JournalLine()
    first.startsSnapshot = true
    platform.fill(&first)
    var lines = [first] + sites.flatMap { $0.snapshot(by: Self.linesHold) }
    lines += platform.ledger.chunks(of: Self.linesHold).map { calls in
      var line = JournalLine()
      line.ledger = calls
      return line
    }
    var last = JournalLine()
    last.endsSnapshot = true
    return lines + [last]
  }
}

extension Platform {
  /// Adds everything but the ledger to a line.
  fileprivate func fill(_ line: inout JournalLine) {
    line.settings = settings
    line.faults = faults
    line.tokens = tokens.values.sorted { $0.text < $1.text }
    line.invitations = invitations
    line.profiles = profiles.values.sorted { $0.email < $1.email }
    line.authorizationCodes = authorizationCodes.values.sorted { $0.text < $1.text }
    line.refreshTokens = refreshTokens.values.sorted { $0.text < $1.text }
    line.devices = deviceOrder.compactMap { devices[$0] }
    line.cancelledKeys = cancelledKeys
    line.agenda = agenda.sorted()
    line.clockOffset = clockOffset
    line.draws = draws
  }
}

extension Site {
  fileprivate func snapshot(by count: Int) -> [JournalLine] {
    var furniture = SiteChanges(id: id)
    furniture.details = details
    furniture.iqs = iqs.values.sorted { $0.id < $1.id }
    furniture.locks = lockOrder.compactMap { locks[$0] }
    furniture.groups = groupOrder.compactMap { groups[$0] }
    let users = userOrder.compactMap { self.users[$0] }
    let members: [Member] = groupOrder.flatMap { group in
      (self.members[group] ?? [:]).values.sorted { $0.personID < $1.personID }
    }
    return [JournalLine(site: furniture)]
      + users.chunks(of: count).map { chunk in line { $0.users = chunk } }
      + members.chunks(of: count).map { chunk in line { $0.members = chunk } }
      + entries.chunks(of: count).map { chunk in line { $0.entries = chunk } }
  }

  private func line(_ fill: (inout SiteChanges) -> Void) -> JournalLine {
    var changes = SiteChanges(id: id)
    fill(&changes)
    return JournalLine(site: changes)
  }
}

extension JournalLine {
  fileprivate init(site: SiteChanges) { sites = [site] }
}

extension Array {
  /// The elements in order, in chunks.
  fileprivate func chunks(of count: Int) -> [[Element]] {
    stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
  }
}
