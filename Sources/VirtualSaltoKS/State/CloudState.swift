/// The state of the whole cloud.
struct CloudState: Sendable {
  var platform: Platform
  /// In the order of their creation. A cloud has at least one.
  var sites: [Site]

  /// The index of a site.
  func index(of siteID: String) -> Int? { sites.firstIndex { $0.id == siteID } }

  /// The index of the site that a body names, or else of the first.
  func index(of siteID: String?, orFirst: Void) -> Int? { siteID.map { index(of: $0) } ?? sites.indices.first }

  /// Runs a body on a site that may also change the platform.
  mutating func at<T>(_ index: Int, _ body: (inout Site, inout Platform) throws -> T) rethrows -> T {
    try body(&sites[index], &platform)
  }

  /// The changes since the last journal line; nil if there are none.
  mutating func takeChanges() -> JournalLine? {
    var line = platform.takeChanges()
    for index in sites.indices { if let changes = sites[index].takeChanges() { line.sites.append(changes) } }
    return line.isEmpty ? nil : line
  }

  /// Replaces the whole state, except for the ledger and the count of random numbers.
  mutating func startOver(_ fresh: CloudState) {
    var fresh = fresh
    _ = fresh.takeChanges()
    sites = fresh.sites
    platform.startOver(fresh.platform)
  }

  /// Applies a line of the journal.
  ///
  /// A line may be applied again after a later one. It contains whole objects, so the last line decides.
  ///
  /// - Parameter beginning: The initial state of the scenario.
  mutating func replay(_ line: JournalLine, beginning: @autoclosure () -> CloudState) {
    if line.startsAnew == true { startOver(beginning()) }
    if line.startsSnapshot == true {
      self = CloudState(platform: Platform(keys: platform.keys, randomness: platform.randomness), sites: [])
    }
    platform.replay(line)
    for changes in line.sites {
      if let known = index(of: changes.id) {
        sites[known].replay(changes)
      } else if let details = changes.details {
        var site = Site(details)
        site.replay(changes)
        sites.append(site)
      }
    }
  }
}
